"""What can be found, with its full text."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_FILTERED = [
    "aspect",
    "duration_s",
    "on_date",
    "moods",
    "seasons",
    "place",
    "price",
    "currency",
]
_WORDS = "to_tsvector('english', title || ' ' || text)"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "search_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tenant", sa.String(length=39), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("project", sa.String(length=39), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("aspect", sa.String(length=10), nullable=False),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("moods", sa.String(), nullable=False),
        sa.Column("seasons", sa.String(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("price", sa.Numeric(precision=18, scale=8), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("search_row_place", "search_row", ["tenant", "kind", "project", *_FILTERED])
    op.create_index("search_row_twins", "search_row", ["tenant", "kind", "text_sha256"])
    if op.get_bind().dialect.name == "sqlite":
        _add_sqlite_text()
    else:
        op.execute(
            "ALTER TABLE search_row ADD COLUMN document tsvector "
            f"GENERATED ALWAYS AS ({_WORDS}) STORED"
        )
        op.execute("CREATE INDEX search_row_document ON search_row USING gin (document)")


def _add_sqlite_text() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_text USING fts5(scope, title, text, content='search_row', "
        "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
    )
    new = "INSERT INTO search_text(rowid, scope, title, text) "
    new += "VALUES (new.id, new.scope, new.title, new.text);"
    old = "INSERT INTO search_text(search_text, rowid, scope, title, text) "
    old += "VALUES ('delete', old.id, old.scope, old.title, old.text);"
    for event, statements in {
        "INSERT": new,
        "DELETE": old,
        "UPDATE OF id, scope, title, text": old + new,
    }.items():
        name = f"search_text_{event.split()[0].lower()}"
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON search_row BEGIN {statements} END")


def downgrade() -> None:
    """Take back."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_text")
    op.drop_table("search_row")
