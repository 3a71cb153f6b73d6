#include "packager/pyramid/band_memory.h"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace vr360 {

BandMemory::~BandMemory() {
    for (const Idle& block : idle_) {
        munmap(block.bytes, block.size);
    }
}

void BandMemory::Block::release() {
    if (bytes_ != nullptr) {
        owner_->giveBack(bytes_, size_);
        bytes_ = nullptr;
    }
}

BandMemory::Block BandMemory::take(std::size_t size) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(
        idle_.begin(), idle_.end(), [&](const Idle& block) { return block.size == size; });
    if (found != idle_.end()) {
        std::uint8_t* const bytes = found->bytes;
        idle_.erase(found);
        idle_size_ -= size;
        in_use_ += size;
        return {this, bytes, size};
    }
    shrink(size);
    void* const fresh =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (fresh == MAP_FAILED) {
        throw std::bad_alloc();
    }
    in_use_ += size;
    return {this, static_cast<std::uint8_t*>(fresh), size};
}

std::size_t BandMemory::inUse() const {
    const std::lock_guard lock(mutex_);
    return in_use_;
}

void BandMemory::giveBack(std::uint8_t* bytes, std::size_t size) {
    const std::lock_guard lock(mutex_);
    in_use_ -= size;
    idle_.push_back({bytes, size});
    idle_size_ += size;
    shrink(0);
}

void BandMemory::shrink(std::size_t room) {
    while (!idle_.empty() && in_use_ + idle_size_ + room > limit_) {
        const Idle oldest = idle_.front();
        idle_.erase(idle_.begin());
        idle_size_ -= oldest.size;
        munmap(oldest.bytes, oldest.size);
    }
}

} // namespace vr360
