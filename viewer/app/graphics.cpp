#include "viewer/app/graphics.h"

#include "viewer/io/directory_source.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace vr360 {
namespace {

std::vector<std::byte> readCache(const std::string& file) {
    const auto bytes = file.empty() ? Result<std::string>(Fault{}) : readFile(file);
    if (!bytes)
        return {};
    std::vector<std::byte> data(bytes->size());
    std::memcpy(data.data(), bytes->data(), bytes->size());
    return data;
}

} // namespace

std::string cacheDirectory() {
    namespace fs = std::filesystem;
    const char* base = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    fs::path directory;
    if (base && *base)
        directory = fs::path(base) / "vr360";
    else if (home && *home)
        directory = fs::path(home) / ".cache" / "vr360";
    else
        return {};
    std::error_code error;
    fs::create_directories(directory, error);
    return error ? std::string() : directory.string();
}

Result<std::unique_ptr<Graphics>> Graphics::create(const Instance& instance,
                                                   const GraphicsParams& params) {
    std::unique_ptr<Graphics> graphics(new Graphics);
    if (!params.cache_dir.empty())
        graphics->cache_file_ = params.cache_dir + "/pipelines.bin";
    auto device = Device::create(instance,
                                 {.surface = params.surface,
                                  .gpu = params.gpu,
                                  .pipeline_cache = readCache(graphics->cache_file_)});
    if (!device)
        return device.fault();
    graphics->device_ = std::move(device).value();

    auto frames = FrameRing::create(*graphics->device_);
    if (!frames)
        return frames.fault();
    graphics->frames_ = std::move(frames).value();
    auto staging = StagingSlots::create(*graphics->device_, params.staging_slots);
    if (!staging)
        return staging.fault();
    graphics->staging_ = std::move(staging).value();
    auto tiles = TileTextures::create(
        *graphics->device_, TileTextures::affordableLayers(*graphics->device_, params.layers));
    if (!tiles)
        return tiles.fault();
    graphics->tiles_ = std::move(tiles).value();
    return graphics;
}

Graphics::~Graphics() {
    if (!device_ || cache_file_.empty())
        return;
    const std::vector<std::byte> data = device_->pipelineCacheData();
    // Only a saving of time: a cache that cannot be written is no fault.
    if (!data.empty())
        (void)writeFile(cache_file_, {reinterpret_cast<const char*>(data.data()), data.size()});
}

} // namespace vr360
