#include "packager/audio/memory_file.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace vr360 {

sf_count_t MemoryFile::size(void* self) {
    return static_cast<sf_count_t>(static_cast<MemoryFile*>(self)->bytes().size());
}

sf_count_t MemoryFile::seek(sf_count_t offset, int whence, void* self) {
    auto& file = *static_cast<MemoryFile*>(self);
    const sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.at_ : size(self);
    file.at_ = std::max<sf_count_t>(base + offset, 0);
    return file.at_;
}

sf_count_t MemoryFile::read(void* target, sf_count_t count, void* self) {
    auto& file = *static_cast<MemoryFile*>(self);
    const sf_count_t got = std::clamp<sf_count_t>(size(self) - file.at_, 0, count);
    if (got > 0) {
        std::memcpy(target, file.bytes().data() + file.at_, static_cast<std::size_t>(got));
    }
    file.at_ += got;
    return got;
}

sf_count_t MemoryFile::write(const void* source, sf_count_t count, void* self) {
    auto& file = *static_cast<MemoryFile*>(self);
    const auto at = static_cast<std::size_t>(file.at_);
    const auto size = static_cast<std::size_t>(count);
    file.written_.resize(std::max(file.written_.size(), at + size));
    std::memcpy(file.written_.data() + at, source, size);
    file.at_ += count;
    return count;
}

sf_count_t MemoryFile::tell(void* self) {
    return static_cast<MemoryFile*>(self)->at_;
}

SoundFile MemoryFile::open(SF_INFO& info) {
    SF_VIRTUAL_IO io{&size, &seek, &read, nullptr, &tell};
    info = {};
    return {sf_open_virtual(&io, SFM_READ, &info, this), &sf_close};
}

SoundFile MemoryFile::create(SF_INFO& info) {
    SF_VIRTUAL_IO io{&size, &seek, &read, &write, &tell};
    return {sf_open_virtual(&io, SFM_WRITE, &info, this), &sf_close};
}

} // namespace vr360
