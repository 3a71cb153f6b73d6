#include "core/tour/subtitle_source.h"

#include "core/tour/cue_text.h"
#include "core/tour/utf8.h"

#include <algorithm>

namespace vr360 {

namespace {

constexpr int kSubtitleFault = 401;
/// An hour of speech is about 100 KB; this is somebody's film renamed.
constexpr std::size_t kMaxBytes = std::size_t{16} << 20U;
/// A file where more times are wrong is not what it is taken for.
constexpr std::size_t kMaxBadTimes = 200;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// As much of a line as a message needs.
std::string_view shortened(std::string_view line) {
    constexpr std::size_t kMost = 80;
    std::size_t end = 0;
    while (end < line.size()) {
        const std::size_t length = std::max<std::size_t>(utf8Length(line.substr(end, 4)), 1);
        if (end + length > kMost) {
            break;
        }
        end += length;
    }
    return line.substr(0, end);
}

std::string_view trimmed(std::string_view line) {
    // Files pasted together carry a byte order mark in the middle.
    while (line.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        line.remove_prefix(kByteOrderMark.size());
    }
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return line.substr(first, line.find_last_not_of(" \t") - first + 1);
}

/// Lines end in LF, CRLF or CR.
std::vector<std::string_view> splitLines(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        lines.push_back(trimmed(text.substr(at, end - at)));
        at = end + 1;
        if (end < text.size() && text[end] == '\r' && at < text.size() && text[at] == '\n') {
            ++at;
        }
    }
    return lines;
}

/// Of up to nine digits. (std::stoi alone would bring 6 KB into the browser's module.)
int numberIn(std::string_view digits) {
    int number = 0;
    for (const char c : digits) {
        number = number * 10 + (c - '0');
    }
    return number;
}

Fault encodingFault(std::string_view text, std::string_view name, std::size_t invalid) {
    const std::string_view mark = text.substr(0, 2);
    if (mark == "\xFF\xFE" || mark == "\xFE\xFF") {
        return {std::string(name), "is UTF-16", "save the file as UTF-8", kSubtitleFault};
    }
    const std::size_t line = splitLines(text.substr(0, invalid + 1)).size();
    return {std::string(name) + ":" + std::to_string(line),
            "holds a byte that is not UTF-8",
            "save the file as UTF-8 (it may be in an older Vietnamese or Chinese encoding)",
            kSubtitleFault};
}

} // namespace

Result<SubtitleSource> SubtitleSource::open(std::string_view text,
                                            std::string_view name,
                                            SubtitleFormat format,
                                            std::vector<Fault>* bad_times) {
    if (text.size() > kMaxBytes) {
        return Fault{std::string(name),
                     "is over 16 MB",
                     "check that this is a subtitle file",
                     kSubtitleFault};
    }
    if (const std::size_t invalid = findInvalidUtf8(text); invalid != std::string_view::npos) {
        return encodingFault(text, name, invalid);
    }
    SubtitleSource source(name, format, bad_times);
    source.lines_ = splitLines(text);
    return source;
}

bool SubtitleSource::isNumber(std::size_t index) const {
    const std::string_view text = lines_[index];
    return !text.empty() && text.size() <= 9 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool SubtitleSource::isNextNumber(std::size_t index) const {
    if (!isNumber(index)) {
        return false;
    }
    const int number = numberIn(lines_[index]);
    return number == last_number_ + 1 || number == static_cast<int>(cues_.size()) + 1;
}

void SubtitleSource::setNumber(std::size_t index) {
    last_number_ = numberIn(lines_[index]);
}

void SubtitleSource::addCue(const TimingLine& timing) {
    cues_.push_back({timing.start, timing.end, "", static_cast<int>(cues_.size()) + 1});
}

Status SubtitleSource::addBadCue(std::size_t index, const TimingLine& timing) {
    const int number = static_cast<int>(cues_.size()) + 1;
    Fault fault =
        faultAt(index, timing.what + ": " + std::string(shortened(lines_[index])), timing.cure);
    fault.where += ", cue " + std::to_string(number);
    if (bad_times_ == nullptr || bad_times_->size() >= kMaxBadTimes) {
        return fault;
    }
    bad_times_->push_back(std::move(fault));
    cues_.push_back({.start = 0.0, .end = 0.0, .text = "", .number = number});
    return Done{};
}

void SubtitleSource::addText(std::size_t first, std::size_t last) {
    if (cues_.empty()) {
        return;
    }
    std::string& text = cues_.back().text;
    for (std::size_t i = first; i < last; ++i) {
        if (!text.empty()) {
            text += '\n';
        }
        text += lines_[i];
    }
}

Fault SubtitleSource::faultAt(std::size_t index, std::string what, std::string cure) const {
    return {std::string(name_) + ":" + std::to_string(index + 1),
            std::move(what),
            std::move(cure),
            kSubtitleFault};
}

Result<std::vector<Cue>> SubtitleSource::finish() {
    const bool subrip = format_ == SubtitleFormat::kSubRip;
    for (Cue& cue : cues_) {
        cue.text = plainCueText(cue.text, subrip);
    }
    std::erase_if(cues_, [](const Cue& cue) { return cue.text.empty() || cue.end <= cue.start; });
    const bool said = bad_times_ != nullptr && !bad_times_->empty();
    if (cues_.empty() && !said) {
        return Fault{std::string(name_),
                     "has no subtitle in it",
                     "write what is said, each piece below its times, such as "
                     "00:00:01.000 --> 00:00:04.500; or delete the file",
                     kSubtitleFault};
    }
    return std::move(cues_);
}

} // namespace vr360
