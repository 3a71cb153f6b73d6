#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace vr360 {

/// Room for lines of a picture that are needed in another order than they come: in memory, or,
/// where that would be more than kHeldInMemory, in a temporary file without a name, which goes
/// away with its owner however that ends. One thread at a time.
class ScratchLines {
public:
    static constexpr std::size_t kHeldInMemory = std::size_t{128} << 20U;

    /// `folder` is where such a file may lie; empty: the system's folder for them. All bytes are
    /// zero. A full disk is a fault with os_error.
    static Result<ScratchLines>
    create(std::size_t line_bytes, int lines, const std::filesystem::path& folder);

    ScratchLines() = default;
    ~ScratchLines();
    ScratchLines(ScratchLines&& other) noexcept { swap(other); }
    ScratchLines& operator=(ScratchLines&& other) noexcept {
        ScratchLines taken(std::move(other));
        swap(taken);
        return *this;
    }

    [[nodiscard]] int count() const { return lines_; }
    /// Aligned for any sample.
    [[nodiscard]] std::uint8_t* line(int i) const {
        return bytes_ + static_cast<std::size_t>(i) * stride_;
    }

    /// Of a file, lets go of what is in memory of it; it comes back when it is asked for.
    void letGo() const;

private:
    void swap(ScratchLines& other) noexcept;

    std::uint8_t* bytes_ = nullptr;
    std::size_t stride_ = 0;
    int lines_ = 0;
    bool is_file_ = false;
};

} // namespace vr360
