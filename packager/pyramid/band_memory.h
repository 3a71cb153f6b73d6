#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace vr360 {

/// Where the lines of bands live. Blocks that come back are handed out again, because a fresh
/// page costs the kernel more than the packager's own work on it. Thread-safe; outlives its blocks.
class BandMemory {
public:
    /// Idle blocks are given back to the system where all together would exceed `limit` bytes.
    explicit BandMemory(std::size_t limit) : limit_(limit) {}
    ~BandMemory();
    BandMemory(const BandMemory&) = delete;
    BandMemory& operator=(const BandMemory&) = delete;

    class Block {
    public:
        Block() = default;
        Block(BandMemory* owner, std::uint8_t* bytes, std::size_t size)
            : owner_(owner), bytes_(bytes), size_(size) {}
        ~Block() { release(); }
        Block(Block&& other) noexcept { swap(other); }
        Block& operator=(Block&& other) noexcept {
            Block taken(std::move(other));
            swap(taken);
            return *this;
        }

        [[nodiscard]] std::uint8_t* bytes() const { return bytes_; }
        [[nodiscard]] std::size_t size() const { return size_; }

    private:
        void swap(Block& other) noexcept {
            std::swap(owner_, other.owner_);
            std::swap(bytes_, other.bytes_);
            std::swap(size_, other.size_);
        }
        void release();

        BandMemory* owner_ = nullptr;
        std::uint8_t* bytes_ = nullptr;
        std::size_t size_ = 0;
    };

    /// Throws std::bad_alloc when the system has none.
    [[nodiscard]] Block take(std::size_t size);

    /// Bytes handed out at present.
    [[nodiscard]] std::size_t inUse() const;

private:
    struct Idle {
        std::uint8_t* bytes;
        std::size_t size;
    };

    void giveBack(std::uint8_t* bytes, std::size_t size);
    void shrink(std::size_t room); ///< frees idle blocks until `room` more bytes fit

    mutable std::mutex mutex_;
    std::size_t limit_;
    std::size_t in_use_ = 0;
    std::size_t idle_size_ = 0;
    std::vector<Idle> idle_;
};

} // namespace vr360
