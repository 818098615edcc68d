import errno
import os

import pytest

from manike.errors import BadInputError, CorruptBlobError, MachineError, NotFoundError, StoreError
from manike.ids import ProjectId, TenantId
from manike.media import files
from manike.media.files import publishing, write_text
from manike.production.records import Characters
from manike.storage.blobs import BlobStore
from manike.storage.layout import Layout
from manike.storage.manifests import Manifests

ACME, GLOBEX = TenantId("acme"), TenantId("globex")


@pytest.fixture
def layout(tmp_path):
    return Layout(tmp_path / "store")


@pytest.fixture
def blobs(layout):
    return BlobStore(layout)


def finished_file(tmp_path, content=b"film"):
    path = tmp_path / "finished"
    path.write_bytes(content)
    return path


def test_a_blob_is_found_by_its_hash(blobs, tmp_path):
    sha256 = blobs.adopt(ACME, finished_file(tmp_path))
    assert blobs.path(ACME, sha256).read_bytes() == b"film"


def test_another_tenant_does_not_reach_a_blob_by_its_hash(blobs, tmp_path):
    sha256 = blobs.adopt(ACME, finished_file(tmp_path))
    with pytest.raises(NotFoundError):
        blobs.path(GLOBEX, sha256)


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "0" * 63, "G" * 64, "0" * 63 + "/"])
def test_a_hash_that_is_none_builds_no_path(layout, sha256):
    with pytest.raises(BadInputError, match="sha256"):
        layout.blob(ACME, sha256)


def test_a_damaged_blob_is_taken_away(blobs, tmp_path):
    sha256 = blobs.adopt(ACME, finished_file(tmp_path))
    path = blobs.path(ACME, sha256)
    path.chmod(0o644)
    path.write_bytes(b"flim")
    with pytest.raises(CorruptBlobError):
        blobs.verify(ACME, sha256)
    with pytest.raises(NotFoundError):
        blobs.path(ACME, sha256)


def test_a_failed_write_leaves_the_old_file_whole(tmp_path):
    target = tmp_path / "report.json"
    write_text(target, "old")
    with pytest.raises(RuntimeError), publishing(target) as partial:
        partial.write_text("ne", encoding="utf-8")
        raise RuntimeError
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path):
    target = tmp_path / "film.mp4"
    with pytest.raises(MachineError, match="disk is full"), publishing(target):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_a_read_only_folder_is_said_with_a_cure(tmp_path, number):
    error = files.write_error(tmp_path / "film.mp4", OSError(number, "no"))
    assert "Make it writable" in str(error)


def test_a_damaged_manifest_is_an_error_with_a_cure(layout):
    project, manifests = ProjectId(ACME, "spring"), Manifests(layout)
    manifests.write(project, "character_images", Characters(takes={}))
    layout.manifest(project, "character_images").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="Run the asset again"):
        manifests.read(project, "character_images", Characters)
    assert manifests.find(project, "character_images", Characters) is None


def test_a_manifest_that_can_not_be_read_is_not_taken_for_unmade(layout):
    project, manifests = ProjectId(ACME, "spring"), Manifests(layout)
    layout.manifest(project, "character_images").mkdir(parents=True)
    with pytest.raises(StoreError, match="can't be read: Is a directory"):
        manifests.find(project, "character_images", Characters)


def test_a_blob_that_can_not_be_read_is_not_taken_for_damaged(blobs, tmp_path, monkeypatch):
    sha256 = blobs.adopt(ACME, finished_file(tmp_path))

    def broken_disk(path):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("manike.storage.blobs.sha256_of", broken_disk)
    with pytest.raises(StoreError, match="can't be read: Input/output error"):
        blobs.verify(ACME, sha256)
    assert blobs.path(ACME, sha256).exists()


def test_projects_of_one_name_have_folders_of_their_own(layout):
    paths = {layout.project(ProjectId(tenant, "spring")) for tenant in (ACME, GLOBEX)}
    assert len(paths) == 2
    assert not layout.tenant(ACME).is_relative_to(layout.tenant(GLOBEX))
