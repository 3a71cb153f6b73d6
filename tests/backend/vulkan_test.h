#pragma once

#include "viewer/app/graphics.h"
#include "viewer/gpu/target.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace vr360::test {

using Pixel = std::array<std::uint8_t, 4>;

/// A device with validation, and an offscreen picture to draw tiles into. Without a device the
/// test is skipped, and says so. At the end nothing may be left and nothing may have been said.
class VulkanTest : public ::testing::Test {
protected:
    static constexpr int kLayers = 16;

    void SetUp() override {
        auto instance = Instance::create({.extensions = {}, .validate = true});
        if (!instance)
            GTEST_SKIP() << instance.fault().what << ". " << instance.fault().cure;
        instance_ = std::move(instance).value();
        auto graphics = Graphics::create(*instance_, {.layers = kLayers, .staging_slots = 6});
        if (!graphics)
            GTEST_SKIP() << graphics.fault().what << ". " << graphics.fault().cure;
        graphics_ = std::move(graphics).value();
    }

    void TearDown() override {
        renderer_.reset();
        offscreen_.reset();
        graphics_.reset(); // asserts that no object and no memory is left
        EXPECT_TRUE(!instance_ || instance_->validationMessages() == 0);
    }

    Device& device() { return graphics_->device(); }

    void makeTarget(std::uint32_t width, std::uint32_t height) {
        auto target = OffscreenTarget::create(device(), {width, height});
        ASSERT_TRUE(target.ok());
        offscreen_ = std::make_unique<OffscreenTarget>(std::move(target).value());
        auto renderer =
            TileRenderer::create(device(), offscreen_->target().pass(), graphics_->tiles().view());
        ASSERT_TRUE(renderer.ok());
        renderer_ = std::move(renderer).value();
    }

    /// A slot filled by `colour(x, y)`, copied into a layer with the next draw.
    template <typename Colour>
    void upload(int layer, int width, int height, Colour colour) {
        graphics_->staging().collect();
        const int slot = graphics_->staging().take();
        ASSERT_GE(slot, 0);
        std::byte* pixels = graphics_->staging().pixels(slot);
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                const Pixel pixel = colour(x, y);
                std::memcpy(
                    pixels + (static_cast<std::size_t>(y) * kLayerPixels + x) * 4, pixel.data(), 4);
            }
        }
        copies_.push_back({.offset = graphics_->staging().offset(slot),
                           .layer = layer,
                           .width = static_cast<std::uint32_t>(width),
                           .height = static_cast<std::uint32_t>(height)});
        slots_.push_back(slot);
    }
    void uploadPlain(int layer, Pixel colour) {
        upload(layer, 16, 16, [&](int, int) { return colour; });
    }

    /// Draws a frame; does not wait for it.
    void draw(const FrameBlock& block, const std::vector<Patch>& patches, std::size_t fade_from) {
        FrameRing& frames = graphics_->frames();
        ASSERT_EQ(frames.begin(), VK_SUCCESS);
        graphics_->tiles().record(frames.commands(), graphics_->staging().buffer(), copies_);
        for (const int slot : slots_)
            graphics_->staging().giveAfterUse(slot);
        copies_.clear();
        slots_.clear();
        offscreen_->target().begin(frames.commands(), 0);
        EXPECT_TRUE(renderer_->draw(frames, block, patches, fade_from));
        RenderTarget::end(frames.commands());
        offscreen_->recordReadback(frames.commands());
        ASSERT_EQ(frames.end(), VK_SUCCESS);
    }
    void finish() { ASSERT_EQ(device().waitFor(graphics_->frames().lastSubmission()), VK_SUCCESS); }

    [[nodiscard]] Pixel pixelAt(int x, int y) const {
        const auto width = static_cast<int>(offscreen_->target().extent().width);
        Pixel pixel;
        std::memcpy(
            pixel.data(), offscreen_->pixels() + (static_cast<std::size_t>(y) * width + x) * 4, 4);
        return pixel;
    }

    std::unique_ptr<Instance> instance_;
    std::unique_ptr<Graphics> graphics_;
    std::unique_ptr<OffscreenTarget> offscreen_;
    std::unique_ptr<TileRenderer> renderer_;
    std::vector<TileTextures::Copy> copies_;
    std::vector<int> slots_;
};

/// The block of a camera, as the stage fills it.
inline FrameBlock blockOf(const Camera& camera) {
    FrameBlock block{};
    const auto set = [](float(&out)[4], Vec3 v) {
        out[0] = static_cast<float>(v.x);
        out[1] = static_cast<float>(v.y);
        out[2] = static_cast<float>(v.z);
    };
    set(block.camera_right, camera.rotation().right);
    set(block.camera_up, camera.rotation().up);
    set(block.camera_forward, camera.rotation().forward);
    set(block.projection,
        {1.0 / camera.halfExtent().x,
         1.0 / camera.halfExtent().y,
         static_cast<double>(camera.view().projection)});
    return block;
}

/// A patch of part of the sphere, in degrees, that shows the middle of a plain layer.
inline Patch plainPatch(
    double yaw0, double pitch0, double yaw1, double pitch1, int layer, float opacity = 1.0F) {
    constexpr float kMiddle = 8.0F / 512.0F;
    return {static_cast<float>(radians(yaw0)),
            static_cast<float>(radians(pitch0)),
            static_cast<float>(radians(yaw1)),
            static_cast<float>(radians(pitch1)),
            kMiddle,
            kMiddle,
            kMiddle,
            kMiddle,
            static_cast<float>(layer),
            opacity,
            0.0F,
            0.0F};
}

} // namespace vr360::test
