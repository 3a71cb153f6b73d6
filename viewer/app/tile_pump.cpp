#include "viewer/app/tile_pump.h"

#include "core/package/pyramid.h"
#include "viewer/app/report.h"

#include <algorithm>
#include <utility>

namespace vr360 {

TilePump::TilePump(const ByteSource& source,
                   const Panoramas& panoramas,
                   Stage& stage,
                   Graphics& graphics,
                   TilePumpParams params)
    : panoramas_(panoramas),
      stage_(stage),
      graphics_(graphics),
      params_(std::move(params)),
      loader_(source, params_.threads, params_.wake) {}

bool TilePump::collect(double now) {
    answers_.clear();
    if (!loader_.collect(answers_))
        return false;
    for (const TileAnswer& answer : answers_)
        answered(answer, now);
    return true;
}

void TilePump::answered(const TileAnswer& answer, double now) {
    under_way_.erase(answer.number);
    if (answer.fault) {
        graphics_.staging().give(answer.slot);
        report(*answer.fault);
        stage_.failed(answer.number, now, answer.permanent);
        return;
    }
    ++counts_.decoded;
    if (stage_.decoded(answer.number))
        decoded_[answer.number] = {answer.slot, answer.width, answer.height};
    else
        graphics_.staging().give(answer.slot);
}

void TilePump::carryOut(const StoreActions& actions, double now) {
    graphics_.staging().collect();
    for (const std::uint32_t number : actions.cancel)
        cancel(number);
    for (const Upload& upload : actions.upload) {
        const auto it = decoded_.find(upload.number);
        if (it == decoded_.end())
            continue;
        const Decoded tile = it->second;
        decoded_.erase(it);
        copies_.push_back({.offset = graphics_.staging().offset(tile.slot),
                           .layer = upload.layer,
                           .width = static_cast<std::uint32_t>(tile.width),
                           .height = static_cast<std::uint32_t>(tile.height)});
        copied_slots_.push_back(tile.slot);
        ++counts_.uploaded;
    }
    waiting_.insert(waiting_.end(), actions.start.begin(), actions.start.end());
    beginWaiting(now);
}

void TilePump::beginWaiting(double now) {
    while (!waiting_.empty() && graphics_.staging().freeCount() > 0) {
        const LoadRequest request = waiting_.front();
        waiting_.pop_front();
        begin(request, now);
    }
}

void TilePump::begin(const LoadRequest& request, double now) {
    const Panoramas::Panorama& panorama = panoramas_.get(request.key.panorama);
    const TileId id = request.key.id;
    if (id.level < 0) {
        beginPreview(request, panorama.preview, now);
        return;
    }
    const bool withheld = params_.withhold_from_level >= 0 &&
                          id.level >= params_.withhold_from_level && (id.row + id.column) % 2 != 0;
    if (withheld) {
        stage_.failed(request.number, now, true);
        return;
    }
    const int slot = graphics_.staging().take();
    under_way_.emplace(request.number, slot);
    loader_.start({.number = request.number,
                   .path = tilePath(panorama.id, id),
                   .area = {.pixels = graphics_.staging().pixels(slot),
                            .width = panorama.grid.tileWidth(id) + 2 * kGutterPixels,
                            .height = panorama.grid.tileHeight(id) + 2 * kGutterPixels,
                            .stride_bytes = static_cast<int>(kLayerPixels) * 4},
                   .slot = slot});
}

/// The preview came with the site and takes no time to decode: it is there with the next frame.
void TilePump::beginPreview(const LoadRequest& request, const std::string& data_url, double now) {
    const auto bytes = decodeDataUrl(data_url, "preview");
    Status status = bytes ? Status(Done{}) : Status(bytes.fault());
    TileAnswer answer{.number = request.number,
                      .slot = graphics_.staging().take(),
                      .width = kPreviewWidth + 2 * kGutterPixels,
                      .height = kPreviewHeight + 2 * kGutterPixels};
    if (status)
        status = decodeWebP(*bytes,
                            {.pixels = graphics_.staging().pixels(answer.slot),
                             .width = answer.width,
                             .height = answer.height,
                             .stride_bytes = static_cast<int>(kLayerPixels) * 4},
                            "preview");
    if (!status) {
        answer.fault = status.fault();
        answer.permanent = true;
    }
    answered(answer, now);
}

void TilePump::cancel(std::uint32_t number) {
    if (const auto it = decoded_.find(number); it != decoded_.end()) {
        graphics_.staging().give(it->second.slot);
        decoded_.erase(it);
        return;
    }
    if (std::erase_if(waiting_, [&](const LoadRequest& r) { return r.number == number; }) > 0)
        return;
    if (const auto job = loader_.cancel(number)) {
        graphics_.staging().give(job->slot);
        under_way_.erase(number);
    }
    // Else a worker is at it: its answer brings the slot back.
}

void TilePump::record(VkCommandBuffer commands) {
    graphics_.tiles().record(commands, graphics_.staging().buffer(), copies_);
    for (const int slot : copied_slots_)
        graphics_.staging().giveAfterUse(slot);
    copies_.clear();
    copied_slots_.clear();
}

void TilePump::abandon(double now) {
    for (const LoadRequest& request : waiting_)
        stage_.failed(request.number, now, false);
    for (const auto& [number, slot] : under_way_)
        stage_.failed(number, now, false);
    for (const auto& [number, tile] : decoded_)
        stage_.failed(number, now, false);
}

void TilePump::report(const Fault& fault) {
    ++counts_.failed;
    reportFault(fault);
}

} // namespace vr360
