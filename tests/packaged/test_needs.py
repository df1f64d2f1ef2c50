"""What a package lacks where it is unpacked."""

from gradkata.packaged import needs


def test_what_is_missing_or_too_old_is_found(tmp_path):
    (tmp_path / "all.txt").write_text("numpy>=2.0\nclick>=8.2\n")
    (tmp_path / "some.txt").write_text("numpy>=2.0\nnumpy>=999\nno-such-thing-of-ours>=1\n")
    assert needs.missing(tmp_path / "all.txt") == []
    assert needs.missing(tmp_path / "some.txt") == ["numpy>=999", "no-such-thing-of-ours>=1"]
