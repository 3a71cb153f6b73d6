#include "core/package/json_read.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace vr360 {

namespace {

constexpr std::string_view kBuildAgain = "build the package again with `vr360-pack build`";

std::string numberText(double number) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.10g", number);
    return text.data();
}

/// Where a text may be cut so that no character is: not before a continuation byte.
std::string_view shortened(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) {
        return text;
    }
    std::size_t end = max_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

} // namespace

std::string inQuotes(std::string_view text) {
    const std::string_view shown = shortened(text, 60);
    std::string result = "\"";
    for (const char c : shown) {
        const auto byte = static_cast<unsigned char>(c);
        result += byte < 0x20U || byte == 0x7FU ? '?' : c;
    }
    result += shown.size() < text.size() ? "…\"" : "\"";
    return result;
}

void JsonReader::checkHeader(std::string_view format) {
    const JsonValue* stated = find(root_, "format");
    if (failed()) {
        return;
    }
    const auto* stated_text = stated != nullptr ? stated->as<std::string>() : nullptr;
    if (stated_text == nullptr || *stated_text != format) {
        const std::string is =
            stated_text != nullptr ? "is " + inQuotes(*stated_text) : std::string("has no format");
        refuseAt("/format", 202, is + ", not " + inQuotes(format), kBuildAgain);
        return;
    }
    const JsonValue& version = need(root_, "version");
    const auto* number = version.as<double>();
    if (number != nullptr && *number > kPackageVersion) {
        refuse(version,
               202,
               "is version " + numberText(*number) + "; this program knows version " +
                   std::to_string(kPackageVersion),
               "update the viewer (or the packager), or build the package with this one");
    } else if (number != nullptr && *number != kPackageVersion) {
        refuse(version, 202, "is no version there ever was", kBuildAgain);
    } else if (number == nullptr) {
        refuseType(version, "an integer");
    }
}

const JsonValue& JsonReader::need(const JsonValue& object, std::string_view key) {
    static const JsonValue kNull;
    if (const JsonValue* value = find(object, key)) {
        return *value;
    }
    refuseMissing(object, key);
    return kNull;
}

const JsonValue* JsonReader::find(const JsonValue& object, std::string_view key) {
    for (const JsonValue::Member& member : members(object)) {
        if (member.key == key) {
            return &member.value;
        }
    }
    return nullptr;
}

const JsonValue::Array& JsonReader::items(const JsonValue& value) {
    static const JsonValue::Array kNone;
    if (const auto* array = value.as<JsonValue::Array>()) {
        return *array;
    }
    refuseType(value, "an array");
    return kNone;
}

const JsonValue::Object& JsonReader::members(const JsonValue& value) {
    static const JsonValue::Object kNone;
    if (const auto* object = value.as<JsonValue::Object>()) {
        return *object;
    }
    refuseType(value, "an object");
    return kNone;
}

const std::string& JsonReader::text(const JsonValue& value) {
    static const std::string kEmpty;
    if (const auto* string = value.as<std::string>()) {
        return *string;
    }
    refuseType(value, "a string");
    return kEmpty;
}

double JsonReader::number(const JsonValue& value, double min, double max) {
    const auto* number = value.as<double>();
    if (number == nullptr) {
        refuseType(value, "a number");
        return min;
    }
    if (!(*number >= min && *number <= max)) {
        refuse(value,
               204,
               "must be from " + numberText(min) + " to " + numberText(max) + ", not " +
                   numberText(*number));
        return min;
    }
    return *number;
}

int JsonReader::integer(const JsonValue& value, int min, int max) {
    const double held = number(value, min, max);
    if (!failed() && held != std::floor(held)) {
        refuse(value, 203, "must be an integer, not " + numberText(held));
        return min;
    }
    return static_cast<int>(held);
}

std::pair<double, double> JsonReader::numberPair(const JsonValue& value) {
    const JsonValue::Array& pair = items(value);
    if (!failed() && pair.size() != 2) {
        refuse(value, 203, "must be two numbers, not " + std::to_string(pair.size()));
    }
    if (failed()) {
        return {};
    }
    const auto* first = pair[0].as<double>();
    const auto* second = pair[1].as<double>();
    if (first == nullptr || second == nullptr) {
        refuseType(first == nullptr ? pair[0] : pair[1], "a number");
        return {};
    }
    return {*first, *second};
}

std::string JsonReader::id(const JsonValue& value) {
    const std::string& held = text(value);
    if (!failed() && !isId(held)) {
        refuse(value, 204, inQuotes(held) + " is no id (small letters, digits and single hyphens)");
    }
    return held;
}

std::string JsonReader::path(const JsonValue& value) {
    const std::string& held = text(value);
    if (!failed() && !isPackagePath(held)) {
        refuse(value, 204, inQuotes(held) + " is no path inside the package");
    }
    return held;
}

std::string JsonReader::languageTag(const JsonValue& value) {
    const std::string& held = text(value);
    if (!failed()) {
        checkLanguage(value, held);
    }
    return held;
}

bool JsonReader::checkLanguage(const JsonValue& value, std::string_view tag) {
    if (!isLanguageTag(tag)) {
        refuse(value, 204, inQuotes(tag) + " is no language tag such as vi, en or zh-Hans");
        return false;
    }
    return true;
}

LocalizedText JsonReader::localized(const JsonValue& value) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const JsonValue::Member& member : members(value)) {
        if (!checkLanguage(member.value, member.key)) {
            return {};
        }
        texts.emplace_back(member.key, text(member.value));
    }
    if (texts.empty()) {
        refuse(value, 203, "must hold a text in one language at least");
    }
    return LocalizedText(std::move(texts));
}

LocalizedText JsonReader::optionalLocalized(const JsonValue& object, std::string_view key) {
    const JsonValue* value = find(object, key);
    return value != nullptr ? localized(*value) : LocalizedText();
}

std::string JsonReader::optionalText(const JsonValue& object, std::string_view key) {
    const JsonValue* value = find(object, key);
    return value != nullptr ? text(*value) : std::string();
}

void JsonReader::checkOneOf(const JsonValue& value,
                            std::initializer_list<std::string_view> allowed) {
    const std::string& held = text(value);
    if (failed() || std::find(allowed.begin(), allowed.end(), held) != allowed.end()) {
        return;
    }
    std::string names;
    for (const std::string_view name : allowed) {
        names += names.empty() ? "" : ", ";
        names += name;
    }
    refuse(value, 204, "must be one of " + names + ", not " + inQuotes(held));
}

void JsonReader::refuse(const JsonValue& at, int number, std::string what, std::string_view cure) {
    if (!failed()) {
        refuseAt(
            jsonPointer(root_, at), number, std::move(what), cure.empty() ? kBuildAgain : cure);
    }
}

void JsonReader::refuseMissing(const JsonValue& object, std::string_view key) {
    if (!failed()) {
        refuseAt(jsonPointer(root_, object) + jsonPointerStep(key), 203, "is missing", kBuildAgain);
    }
}

void JsonReader::refuseType(const JsonValue& at, std::string_view wanted) {
    if (!failed()) {
        refuse(
            at, 203, "must be " + std::string(wanted) + ", not " + std::string(jsonKindName(at)));
    }
}

void JsonReader::refuseAt(const std::string& pointer,
                          int number,
                          std::string what,
                          std::string_view cure) {
    if (!failed()) {
        std::string where(name_);
        where += pointer.empty() ? "" : ": " + pointer;
        fault_ = Fault{std::move(where), std::move(what), std::string(cure), number};
    }
}

void UniqueIds::add(JsonReader& reader, const JsonValue& at, std::string_view id) {
    if (!ids_.emplace(id).second) {
        reader.refuse(at, 204, inQuotes(id) + " is there twice");
    }
}

bool UniqueIds::contains(std::string_view id) const {
    return ids_.count(std::string(id)) > 0;
}

} // namespace vr360
