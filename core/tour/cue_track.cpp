#include "core/tour/subtitles.h"

#include <algorithm>
#include <limits>

namespace vr360 {

namespace {

/// Index of the first cue that starts after a time.
std::size_t firstAfter(const std::vector<Cue>& cues, double seconds) {
    const auto next =
        std::upper_bound(cues.begin(), cues.end(), seconds, [](double time, const Cue& cue) {
            return time < cue.start;
        });
    return static_cast<std::size_t>(next - cues.begin());
}

/// Calls `visit(index)` for the cues under way, the last to start first, until it returns false.
template <typename Visit>
void visitActive(const std::vector<Cue>& cues,
                 const std::vector<double>& latest_end,
                 double seconds,
                 Visit visit) {
    for (std::size_t i = firstAfter(cues, seconds); i > 0 && latest_end[i - 1] > seconds; --i) {
        if (cues[i - 1].end > seconds && !visit(i - 1)) {
            return;
        }
    }
}

} // namespace

CueTrack::CueTrack(std::vector<Cue> cues) : cues_(std::move(cues)) {
    // The order that WebVTT gives the cues of a track.
    std::stable_sort(cues_.begin(), cues_.end(), [](const Cue& a, const Cue& b) {
        return a.start < b.start || (a.start == b.start && a.end > b.end);
    });
    latest_end_.reserve(cues_.size());
    double latest = -std::numeric_limits<double>::infinity();
    for (const Cue& cue : cues_) {
        latest = std::max(latest, cue.end);
        latest_end_.push_back(latest);
    }
}

std::string CueTrack::textAt(double seconds) const {
    std::vector<std::size_t> active;
    visitActive(cues_, latest_end_, seconds, [&active](std::size_t index) {
        active.push_back(index);
        return true;
    });
    std::reverse(active.begin(), active.end());
    std::string text;
    for (const std::size_t index : active) {
        if (!text.empty()) {
            text += '\n';
        }
        text += cues_[index].text;
    }
    return text;
}

int CueTrack::cueAt(double seconds) const {
    int found = -1;
    visitActive(cues_, latest_end_, seconds, [&found](std::size_t index) {
        found = static_cast<int>(index);
        return false;
    });
    return found;
}

double CueTrack::nextChange(double seconds) const {
    const std::string now = textAt(seconds);
    // Not every start or end changes the text: one cue may follow another with the same words.
    for (double time = seconds;;) {
        double next = std::numeric_limits<double>::infinity();
        if (const std::size_t after = firstAfter(cues_, time); after < cues_.size()) {
            next = cues_[after].start;
        }
        visitActive(cues_, latest_end_, time, [this, &next](std::size_t index) {
            next = std::min(next, cues_[index].end);
            return true;
        });
        if (next == std::numeric_limits<double>::infinity() || textAt(next) != now) {
            return next;
        }
        time = next;
    }
}

} // namespace vr360
