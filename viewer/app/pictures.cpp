#include "viewer/app/pictures.h"

#include "viewer/app/report.h"
#include "viewer/io/images.h"

#include <memory>

namespace vr360 {
namespace {

constexpr int kMaxSide = 1024; // a card is never wider, even at twice the usual scale

} // namespace

void CardPicture::choose(const std::string& path, UiRenderer& renderer) {
    if (path == path_)
        return;
    ++number_;
    path_ = path;
    pixels_.clear();
    renderer.removeTexture(texture_);
    texture_ = 0;
    if (!path.empty())
        load();
}

void CardPicture::load() {
    background_.start([this, path = path_, number = number_]() -> Background::Finish {
        const auto bytes = source_.read(path);
        auto picture = std::make_shared<Result<Picture>>(bytes ? decodeWebP(*bytes, kMaxSide, path)
                                                               : Result<Picture>(bytes.fault()));
        return [this, picture, number] {
            if (number != number_)
                return;
            if (!*picture) {
                reportFault(picture->fault());
                return;
            }
            width_ = static_cast<float>((*picture)->width);
            height_ = static_cast<float>((*picture)->height);
            pixels_ = std::move(picture->value().rgba);
        };
    });
}

void CardPicture::update(UiRenderer& renderer) {
    if (pixels_.empty())
        return;
    auto texture = renderer.addTexture(static_cast<std::uint32_t>(width_),
                                       static_cast<std::uint32_t>(height_),
                                       UiRenderer::PixelFormat::kRgba,
                                       pixels_.data());
    pixels_.clear();
    if (texture)
        texture_ = *texture;
    else
        reportFault(texture.fault());
}

void CardPicture::deviceLost() {
    ++number_;
    texture_ = 0;
    if (!path_.empty())
        load();
}

} // namespace vr360
