#include "core/tiles/tile_store.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace vr360 {

std::size_t TileKeyHash::operator()(const TileKey& key) const noexcept {
    std::uint64_t bits = key.panorama;
    bits = bits << 32 ^ static_cast<std::uint64_t>(static_cast<std::uint16_t>(key.id.level)) << 24 ^
           static_cast<std::uint64_t>(static_cast<std::uint16_t>(key.id.row)) << 12 ^
           static_cast<std::uint64_t>(static_cast<std::uint16_t>(key.id.column));
    bits *= 0x9e3779b97f4a7c15ULL; // 2^64 / golden ratio: spreads neighbours apart
    return static_cast<std::size_t>(bits ^ bits >> 32);
}

void StoreActions::clear() {
    start.clear();
    cancel.clear();
    upload.clear();
}

TileStore::TileStore(const StoreParams& params) : params_(params) {
    assert(params.layers >= 16);
    dropLayers();
}

void TileStore::pin(std::uint32_t panorama, bool pinned) {
    std::erase(pinned_, panorama);
    if (pinned) {
        pinned_.push_back(panorama);
    }
}

bool TileStore::isPinned(const TileKey& key) const {
    return key.id.level <= 0 &&
           std::find(pinned_.begin(), pinned_.end(), key.panorama) != pinned_.end();
}

void TileStore::forgive(std::uint32_t panorama) {
    std::erase_if(entries_, [&](const auto& item) {
        return item.first.panorama == panorama && item.second.state == State::kFailed;
    });
}

void TileStore::forget(std::uint32_t panorama) {
    pin(panorama, false);
    for (auto it = entries_.begin(); it != entries_.end();) {
        if (it->first.panorama != panorama) {
            ++it;
            continue;
        }
        if (it->second.state == State::kLoading || it->second.state == State::kDecoded) {
            cancel_next_.push_back(it->second.number);
        }
        it = drop(it);
    }
}

/// Takes an entry out of every count it is in.
TileStore::Entries::iterator TileStore::drop(Entries::iterator entry) {
    const Entry& e = entry->second;
    if (e.state == State::kResident) {
        free_layers_.push_back(e.layer);
    } else if (e.state != State::kFailed) {
        (e.state == State::kLoading ? loading_ : decoded_) -= 1;
        requests_.erase(e.number);
    }
    return entries_.erase(entry);
}

/// As many wants as there are layers for, beside what is pinned but not wanted. What is beyond is
/// treated as not wanted: loading it could only push out something better.
std::span<const TileStore::Want> TileStore::affordable(std::span<const Want> wants) const {
    const auto kept = std::count_if(entries_.begin(), entries_.end(), [&](const auto& item) {
        return item.second.state == State::kResident && isPinned(item.first);
    });
    const auto room = static_cast<std::size_t>(params_.layers - static_cast<int>(kept));
    // Pinned tiles among the wants already have their layer.
    std::size_t count = 0;
    std::size_t needed = 0;
    for (; count < wants.size(); ++count) {
        const auto it = entries_.find(wants[count].key);
        const bool has_pinned_layer = it != entries_.end() &&
                                      it->second.state == State::kResident &&
                                      isPinned(wants[count].key);
        needed += has_pinned_layer ? 0 : 1;
        if (needed > room) {
            break;
        }
    }
    return wants.first(count);
}

void TileStore::update(std::span<const Want> all_wants, double now, StoreActions& actions) {
    actions.clear();
    actions.cancel.swap(cancel_next_);
    ++frame_;
    const std::span<const Want> wants = affordable(all_wants);
    for (const Want& want : wants) {
        if (const auto it = entries_.find(want.key); it != entries_.end()) {
            it->second.wanted_frame = frame_;
        }
    }
    cancelUnwanted(actions);
    fillLayers(wants, actions);
    startLoads(wants, now, actions);
}

void TileStore::cancelUnwanted(StoreActions& actions) {
    for (auto it = entries_.begin(); it != entries_.end();) {
        const Entry& e = it->second;
        const bool under_way = e.state == State::kLoading || e.state == State::kDecoded;
        if (under_way && e.wanted_frame != frame_) {
            actions.cancel.push_back(e.number);
            it = drop(it);
        } else {
            ++it;
        }
    }
}

int TileStore::takeLayer() {
    if (free_layers_.empty()) {
        auto oldest = entries_.end();
        for (auto it = entries_.begin(); it != entries_.end(); ++it) {
            const Entry& e = it->second;
            if (e.state != State::kResident || e.wanted_frame == frame_ || isPinned(it->first)) {
                continue;
            }
            // Numbers make the choice the same in every run.
            if (oldest == entries_.end() || e.wanted_frame < oldest->second.wanted_frame ||
                (e.wanted_frame == oldest->second.wanted_frame &&
                 e.number < oldest->second.number)) {
                oldest = it;
            }
        }
        if (oldest == entries_.end()) {
            return -1;
        }
        drop(oldest);
    }
    const int layer = free_layers_.back();
    free_layers_.pop_back();
    return layer;
}

void TileStore::fillLayers(std::span<const Want> wants, StoreActions& actions) {
    for (const Want& want : wants) {
        if (decoded_ == 0 || static_cast<int>(actions.upload.size()) >= params_.uploads_a_frame) {
            return;
        }
        const auto it = entries_.find(want.key);
        if (it == entries_.end() || it->second.state != State::kDecoded) {
            continue;
        }
        const int layer = takeLayer(); // evicts others only: this one is wanted
        if (layer < 0) {
            return;
        }
        Entry& e = entries_.find(want.key)->second;
        actions.upload.push_back({e.number, layer, want.key});
        requests_.erase(e.number);
        --decoded_;
        e.state = State::kResident;
        e.layer = layer;
        e.tries = 0;
    }
}

void TileStore::startLoads(std::span<const Want> wants, double now, StoreActions& actions) {
    for (const Want& want : wants) {
        // Decoded pixels that wait for their upload count too: they are memory.
        if (loading_ >= params_.max_loading ||
            loading_ + decoded_ >= params_.max_loading + params_.uploads_a_frame) {
            return;
        }
        if (!want.load) {
            continue;
        }
        const auto [it, fresh] = entries_.try_emplace(want.key);
        Entry& e = it->second;
        const bool due = e.state == State::kFailed && !e.permanent && now >= e.retry_at;
        if (!fresh && !due) {
            continue;
        }
        e.state = State::kLoading;
        e.number = next_number_++;
        e.wanted_frame = frame_;
        requests_[e.number] = want.key;
        ++loading_;
        actions.start.push_back({e.number, want.key});
    }
}

bool TileStore::decoded(std::uint32_t number) {
    const auto request = requests_.find(number);
    if (request == requests_.end()) {
        return false;
    }
    Entry& e = entries_.find(request->second)->second;
    if (e.state != State::kLoading) {
        return false;
    }
    e.state = State::kDecoded;
    --loading_;
    ++decoded_;
    return true;
}

void TileStore::failed(std::uint32_t number, double now, bool permanent) {
    const auto request = requests_.find(number);
    if (request == requests_.end()) {
        return;
    }
    Entry& e = entries_.find(request->second)->second;
    (e.state == State::kLoading ? loading_ : decoded_) -= 1;
    requests_.erase(request);
    e.state = State::kFailed;
    e.tries += 1;
    e.permanent = permanent || e.tries >= params_.max_tries;
    e.retry_at = now + std::min(params_.retry_last, params_.retry_first * std::exp2(e.tries - 1));
}

int TileStore::layerOf(const TileKey& key) const {
    const auto it = entries_.find(key);
    return it != entries_.end() && it->second.state == State::kResident ? it->second.layer : -1;
}

bool TileStore::givenUp(const TileKey& key) const {
    const auto it = entries_.find(key);
    return it != entries_.end() && it->second.state == State::kFailed && it->second.permanent;
}

std::optional<double> TileStore::nextRetry() const {
    std::optional<double> next;
    for (const auto& [key, e] : entries_) {
        if (e.state == State::kFailed && !e.permanent && e.wanted_frame + 1 >= frame_) {
            next = next ? std::min(*next, e.retry_at) : e.retry_at;
        }
    }
    return next;
}

int TileStore::residentCount() const {
    return static_cast<int>(std::count_if(entries_.begin(), entries_.end(), [](const auto& item) {
        return item.second.state == State::kResident;
    }));
}

int TileStore::loadingCount() const {
    return loading_;
}

void TileStore::dropLayers() {
    std::erase_if(entries_, [](const auto& item) { return item.second.state == State::kResident; });
    free_layers_.clear();
    for (int layer = params_.layers - 1; layer >= 0; --layer) {
        free_layers_.push_back(layer);
    }
}

} // namespace vr360
