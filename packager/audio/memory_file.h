#pragma once

#include <sndfile.h>

#include <memory>
#include <string>
#include <string_view>

namespace vr360 {

using SoundFile = std::unique_ptr<SNDFILE, decltype(&sf_close)>;

/// Bytes that libsndfile reads and writes as if they were a file.
class MemoryFile {
public:
    MemoryFile() = default; ///< to write into
    explicit MemoryFile(std::string_view bytes) : reading_(bytes) {}
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    /// Null if the bytes are no sound. This must outlive what it gives.
    SoundFile open(SF_INFO& info);
    SoundFile create(SF_INFO& info);
    [[nodiscard]] std::string take() { return std::move(written_); }

private:
    static sf_count_t size(void* self);
    static sf_count_t seek(sf_count_t offset, int whence, void* self);
    static sf_count_t read(void* target, sf_count_t count, void* self);
    static sf_count_t write(const void* source, sf_count_t count, void* self);
    static sf_count_t tell(void* self);

    [[nodiscard]] std::string_view bytes() const {
        return written_.empty() ? reading_ : std::string_view(written_);
    }

    std::string_view reading_;
    std::string written_;
    sf_count_t at_ = 0;
};

} // namespace vr360
