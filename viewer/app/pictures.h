#pragma once

#include "core/package/reader.h"
#include "viewer/gpu/ui_renderer.h"
#include "viewer/io/background.h"

#include <string>

namespace vr360 {

/// The picture of the open card: one at a time, read and decoded in the background. Main thread.
class CardPicture {
public:
    CardPicture(const ByteSource& source, Background& background)
        : source_(source), background_(background) {}

    /// Asks for a picture (empty: none). What was there goes at once.
    void choose(const std::string& path, UiRenderer& renderer);
    /// Makes the texture when pixels have come. To be called before each frame's layout.
    void update(UiRenderer& renderer);
    /// The device is lost, and the texture with it: the pixels are asked for again.
    void deviceLost();

    [[nodiscard]] std::uint32_t texture() const { return texture_; }
    [[nodiscard]] float width() const { return width_; }
    [[nodiscard]] float height() const { return height_; }

private:
    void load();

    const ByteSource& source_;
    Background& background_;
    std::string path_;
    int number_ = 0;                ///< answers for an earlier choice are dropped
    std::vector<std::byte> pixels_; ///< come, not yet a texture
    std::uint32_t texture_ = 0;
    float width_ = 0.0F;
    float height_ = 0.0F;
};

} // namespace vr360
