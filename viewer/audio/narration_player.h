#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace vr360 {

class NarrationStream;

/// Plays one Ogg Opus narration at a time on a thread of its own, and is the clock that subtitles
/// follow. Where there is no sound device it stays silent and keeps time all the same.
/// All functions are for the main thread and return at once.
class NarrationPlayer {
public:
    enum class Output { kDevice, kSilent };

    /// `changed` is called on the player's thread when a narration was opened, ended or could not
    /// be played; it must be thread-safe.
    NarrationPlayer(Output output, std::function<void()> changed);
    ~NarrationPlayer();
    NarrationPlayer(const NarrationPlayer&) = delete;
    NarrationPlayer& operator=(const NarrationPlayer&) = delete;

    /// The bytes of an .opus file; replaces what was open, paused at its beginning.
    void open(std::string bytes);
    void close();
    void play(); ///< from the beginning if it had ended
    void pause();
    void seek(double seconds);
    void setVolume(float volume); ///< 0…1

    struct Clock {
        bool open = false;
        bool failed = false; ///< what was opened is not Ogg Opus
        bool playing = false;
        bool ended = false;
        double position = 0.0; ///< seconds
        double duration = 0.0;
    };
    [[nodiscard]] Clock clock() const;

private:
    struct Command {
        enum class Kind { kOpen, kClose, kPlay, kPause, kSeek, kVolume } kind;
        std::string bytes;
        double value = 0.0;
    };

    void send(Command command);
    void work();
    void carryOut(Command& command);
    void publish();

    Output output_;
    std::function<void()> changed_;
    mutable std::mutex mutex_;
    std::condition_variable command_there_;
    std::deque<Command> commands_;
    Clock clock_;            ///< at published_, guarded by mutex_ like it
    double published_ = 0.0; ///< seconds of the steady clock
    bool stopping_ = false;
    std::unique_ptr<NarrationStream> stream_; ///< the thread's own
    float volume_ = 1.0F;                     ///< the thread's own
    bool failed_ = false;                     ///< the thread's own
    std::thread thread_;
};

} // namespace vr360
