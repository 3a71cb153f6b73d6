#include "viewer/audio/narration_player.h"

#include "viewer/audio/narration_stream.h"

#include <algorithm>
#include <chrono>

namespace vr360 {
namespace {

constexpr auto kPollInterval = std::chrono::milliseconds(40);

double steadySeconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

NarrationPlayer::NarrationPlayer(Output output, std::function<void()> changed)
    : output_(output), changed_(std::move(changed)), thread_([this] { work(); }) {}

NarrationPlayer::~NarrationPlayer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    command_there_.notify_all();
    thread_.join();
}

void NarrationPlayer::open(std::string bytes) {
    send({Command::Kind::kOpen, std::move(bytes)});
}
void NarrationPlayer::close() {
    send({Command::Kind::kClose, {}});
}
void NarrationPlayer::play() {
    send({Command::Kind::kPlay, {}});
}
void NarrationPlayer::pause() {
    send({Command::Kind::kPause, {}});
}
void NarrationPlayer::seek(double seconds) {
    send({Command::Kind::kSeek, {}, seconds});
}
void NarrationPlayer::setVolume(float volume) {
    send({Command::Kind::kVolume, {}, volume});
}

void NarrationPlayer::send(Command command) {
    {
        const std::lock_guard lock(mutex_);
        // What a visitor asked for shows at once, though the thread carries it out a little later.
        switch (command.kind) {
        case Command::Kind::kOpen:
        case Command::Kind::kClose:
            clock_ = Clock{};
            break;
        case Command::Kind::kPlay:
            if (clock_.ended)
                clock_.position = 0.0;
            clock_.playing = clock_.open;
            clock_.ended = false;
            break;
        case Command::Kind::kPause:
            clock_.playing = false;
            break;
        case Command::Kind::kSeek:
            clock_.position = command.value;
            clock_.ended = false;
            break;
        case Command::Kind::kVolume:
            break;
        }
        published_ = steadySeconds();
        commands_.push_back(std::move(command));
    }
    command_there_.notify_one();
}

NarrationPlayer::Clock NarrationPlayer::clock() const {
    const std::lock_guard lock(mutex_);
    Clock clock = clock_;
    if (clock.playing) // sound comes in pieces; between them time goes on evenly
        clock.position += std::min(steadySeconds() - published_, 0.25);
    clock.position = std::clamp(clock.position, 0.0, std::max(clock.duration, 0.0));
    return clock;
}

void NarrationPlayer::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const bool playing = stream_ && stream_->playing();
        if (commands_.empty()) {
            if (playing)
                command_there_.wait_for(lock, kPollInterval);
            else
                command_there_.wait(lock, [this] { return stopping_ || !commands_.empty(); });
        }
        while (!commands_.empty()) {
            Command command = std::move(commands_.front());
            commands_.pop_front();
            lock.unlock();
            carryOut(command);
            lock.lock();
        }
        lock.unlock();
        if (stream_)
            stream_->update();
        lock.lock();
        if (commands_.empty())
            publish();
    }
    lock.unlock();
    stream_.reset();
}

void NarrationPlayer::carryOut(Command& command) {
    if (command.kind == Command::Kind::kOpen) {
        stream_.reset(); // the device is free before it is asked for again
        stream_ = openNarration(std::move(command.bytes), output_ == Output::kSilent);
        failed_ = !stream_;
        if (stream_)
            stream_->setVolume(volume_);
        return;
    }
    if (command.kind == Command::Kind::kVolume)
        volume_ = static_cast<float>(command.value);
    if (!stream_)
        return;
    switch (command.kind) {
    case Command::Kind::kClose:
        stream_.reset();
        break;
    case Command::Kind::kPlay:
        stream_->play();
        break;
    case Command::Kind::kPause:
        stream_->pause();
        break;
    case Command::Kind::kSeek:
        stream_->seek(command.value);
        break;
    case Command::Kind::kVolume:
        stream_->setVolume(volume_);
        break;
    case Command::Kind::kOpen:
        break;
    }
}

/// With the lock held.
void NarrationPlayer::publish() {
    Clock clock;
    if (stream_) {
        clock.open = true;
        clock.playing = stream_->playing();
        clock.ended = stream_->ended();
        clock.position = stream_->position();
        clock.duration = stream_->duration();
    }
    clock.failed = failed_;
    const bool news = clock.open != clock_.open || clock.playing != clock_.playing ||
                      clock.ended != clock_.ended || clock.failed != clock_.failed;
    clock_ = clock;
    published_ = steadySeconds();
    if (news && changed_)
        changed_();
}

} // namespace vr360
