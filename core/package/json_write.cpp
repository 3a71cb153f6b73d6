#include "core/package/json_write.h"

#include "core/tour/utf8.h"

#include <array>
#include <cassert>
#include <cmath>
#include <cstdio>

namespace vr360 {

namespace {

Decimal rounded(double value, int decimals, double scale) {
    assert(std::isfinite(value));
    return {std::llround(value * scale), decimals};
}

void appendControl(std::string& text, char control) {
    std::array<char, 8> escape{};
    switch (control) {
    case '\n':
        text += "\\n";
        return;
    case '\r':
        text += "\\r";
        return;
    case '\t':
        text += "\\t";
        return;
    default:
        std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(control));
        text += escape.data();
    }
}

void appendQuoted(std::string& text, std::string_view content) {
    text += '"';
    for (std::size_t at = 0; at < content.size();) {
        const std::size_t length = utf8Length(content.substr(at, 4));
        const char c = content[at];
        if (length == 0) {
            appendUtf8(text, kReplacementCharacter);
        } else if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (length == 1 && static_cast<unsigned char>(c) < 0x20U) {
            appendControl(text, c);
        } else {
            text += content.substr(at, length);
        }
        at += length > 0 ? length : 1;
    }
    text += '"';
}

bool wholeSphere(const ViewLimits& limits) {
    return limits.wholeCircle() && limits.pitch_min <= -90.0 && limits.pitch_max >= 90.0;
}

} // namespace

Decimal angleDecimal(double degrees) {
    return rounded(degrees, 4, 1e4);
}

Decimal timeDecimal(double seconds) {
    return rounded(seconds, 3, 1e3);
}

Decimal coordinateDecimal(double degrees) {
    return rounded(degrees, 6, 1e6);
}

void JsonWriter::open(char bracket) {
    separate();
    text_ += bracket;
    first_ = true;
    ++depth_;
}

void JsonWriter::close(char bracket) {
    text_ += bracket;
    first_ = false;
    --depth_;
}

void JsonWriter::separate() {
    if (!first_) {
        text_ += ',';
    }
    first_ = false;
}

void JsonWriter::key(std::string_view name) {
    separate();
    appendQuoted(text_, name);
    text_ += ':';
    first_ = true;
}

void JsonWriter::value(std::string_view text) {
    separate();
    appendQuoted(text_, text);
}

void JsonWriter::value(std::int64_t number) {
    separate();
    text_ += std::to_string(number);
}

void JsonWriter::value(Decimal number) {
    separate();
    const bool negative = number.scaled < 0;
    std::string digits = std::to_string(negative ? -number.scaled : number.scaled);
    const auto decimals = static_cast<std::size_t>(number.decimals);
    if (digits.size() <= decimals) {
        digits.insert(0, decimals + 1 - digits.size(), '0');
    }
    digits.insert(digits.size() - decimals, 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') {
        digits.pop_back();
    }
    text_ += negative ? "-" : "";
    text_ += digits;
}

void JsonWriter::value(const LocalizedText& text) {
    beginObject();
    for (const auto& [tag, words] : text.all()) {
        field(tag, words);
    }
    endObject();
}

void JsonWriter::beginDocument(std::string_view format) {
    beginObject();
    field("format", format);
    field("version", kPackageVersion);
}

void JsonWriter::limitsField(const ViewLimits& limits) {
    if (wholeSphere(limits)) {
        return;
    }
    const auto range = [this](std::string_view name, double min, double max) {
        beginArrayField(name);
        value(angleDecimal(min));
        value(angleDecimal(max));
        endArray();
    };
    beginObjectField("limits");
    range("yaw", limits.yaw_min, limits.yaw_max);
    range("pitch", limits.pitch_min, limits.pitch_max);
    endObject();
}

std::string JsonWriter::take() {
    assert(depth_ == 0 && "something was left open");
    text_ += '\n';
    return std::move(text_);
}

} // namespace vr360
