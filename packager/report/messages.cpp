#include "packager/report/messages.h"

#include "packager/report/builtin_messages.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

namespace vr360 {
namespace {

/// A format string's text between its gaps; "{{" is a brace.
std::vector<std::string> piecesOf(std::string_view format) {
    std::vector<std::string> pieces(1);
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        const bool doubled = (c == '{' || c == '}') && format.substr(i + 1).starts_with(c);
        if (c == '{' && !doubled) {
            pieces.emplace_back();
            i = std::min(format.find('}', i), format.size());
        } else {
            pieces.back() += c;
            i += doubled ? 1 : 0;
        }
    }
    return pieces;
}

/// What stands in the gaps, when the message is made of these pieces.
std::optional<std::vector<std::string_view>> gapsIn(std::string_view message,
                                                    const std::vector<std::string>& pieces) {
    if (!message.starts_with(pieces.front())) {
        return std::nullopt;
    }
    std::vector<std::string_view> gaps;
    message.remove_prefix(pieces.front().size());
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const bool is_last = i + 1 == pieces.size();
        if (is_last && !message.ends_with(pieces[i])) {
            return std::nullopt;
        }
        const std::size_t at =
            is_last ? message.size() - pieces[i].size() : message.find(pieces[i]);
        if (at == std::string_view::npos) {
            return std::nullopt;
        }
        gaps.push_back(message.substr(0, at));
        message.remove_prefix(at + pieces[i].size());
    }
    return message.empty() ? std::optional(gaps) : std::nullopt;
}

} // namespace

MessageTable::MessageTable(const std::vector<Entry>& entries) {
    for (const auto& [format, translation] : entries) {
        Pattern pattern{.pieces = piecesOf(format), .translation = translation};
        for (const std::string& piece : pattern.pieces) {
            pattern.letters += piece.size();
        }
        patterns_.push_back(std::move(pattern));
    }
}

std::string MessageTable::translate(std::string_view message) const {
    const Pattern* best = nullptr;
    std::vector<std::string_view> best_gaps;
    for (const Pattern& pattern : patterns_) {
        if (best != nullptr && pattern.letters <= best->letters) {
            continue;
        }
        if (auto gaps = gapsIn(message, pattern.pieces)) {
            best = &pattern;
            best_gaps = std::move(*gaps);
        }
    }
    return best == nullptr ? std::string(message) : fill(*best, best_gaps);
}

std::string MessageTable::fill(const Pattern& pattern,
                               const std::vector<std::string_view>& gaps) const {
    std::string text;
    std::size_t next = 0;
    std::string_view rest = pattern.translation;
    while (!rest.empty()) {
        if (rest.starts_with("{{") || rest.starts_with("}}")) {
            text += rest[0];
            rest.remove_prefix(2);
            continue;
        }
        if (rest[0] != '{') {
            text += rest[0];
            rest.remove_prefix(1);
            continue;
        }
        const std::size_t end = rest.find('}');
        std::string_view inside = rest.substr(1, end - 1);
        rest.remove_prefix(std::min(end, rest.size() - 1) + 1);
        const bool is_message = inside.starts_with('*');
        inside.remove_prefix(is_message ? 1 : 0);
        std::size_t index = next;
        std::from_chars(inside.data(), inside.data() + inside.size(), index);
        next = index + 1;
        if (index < gaps.size()) {
            text += is_message ? translate(gaps[index]) : std::string(gaps[index]);
        }
    }
    return text;
}

MessageTable messagesIn(std::string_view language) {
    if (language != "vi") {
        return {};
    }
    std::vector<MessageTable::Entry> entries;
    const auto table = nlohmann::json::parse(kVietnameseMessages, nullptr, false);
    for (const auto& [format, translation] : table.items()) {
        entries.emplace_back(format, translation.get<std::string>());
    }
    return MessageTable(entries);
}

std::string messageLanguage(std::string_view asked) {
    std::string_view wanted = asked;
    constexpr std::array kVariables{"LC_ALL", "LC_MESSAGES", "LANG"};
    for (const char* variable : kVariables) {
        const char* value = wanted.empty() ? std::getenv(variable) : nullptr;
        wanted = value != nullptr ? std::string_view(value) : wanted;
    }
    const bool is_vietnamese =
        wanted == "vi" || wanted.starts_with("vi_") || wanted.starts_with("vi.");
    return is_vietnamese ? "vi" : "en";
}

} // namespace vr360
