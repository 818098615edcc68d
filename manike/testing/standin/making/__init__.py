"""What the stand-in sells: texts, pictures, speech, music and clips, really made."""
