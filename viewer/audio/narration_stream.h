#pragma once

#include <memory>
#include <string>

namespace vr360 {

/// A narration being played. Lives on one thread, which calls `update` a few times a second.
class NarrationStream {
public:
    virtual ~NarrationStream() = default;
    virtual void play() = 0;
    virtual void pause() = 0;
    virtual void seek(double seconds) = 0;
    virtual void setVolume(float volume) = 0;
    /// Decodes ahead, notices the end.
    virtual void update() = 0;
    [[nodiscard]] virtual bool playing() const = 0;
    [[nodiscard]] virtual bool ended() const = 0;
    [[nodiscard]] virtual double position() const = 0; ///< seconds, of what is being heard
    [[nodiscard]] virtual double duration() const = 0;
};

/// Null when the bytes are not Ogg Opus. Silent when `silent`, or when there is no device.
std::unique_ptr<NarrationStream> openNarration(std::string bytes, bool silent);

} // namespace vr360
