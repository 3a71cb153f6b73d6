# The files of this folder that go into vr360-pack.
set(sample_words
    tour.toml
    lake.toml
    sites/chua-tran-quoc.toml
    sites/phu-tay-ho.toml
    sites/dinh-quang-ba.toml
    sites/cong-lang-ho-khau.toml
    sites/duong-thanh-nien.toml
    sites/dam-tri.toml
    sites/lang-dao-nhat-tan.toml
    sites/cho-hoa-quang-an.toml
)
