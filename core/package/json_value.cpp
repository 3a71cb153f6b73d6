#include "core/package/json_value.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace vr360 {

namespace {

constexpr int kNotJson = 201;
constexpr std::string_view kFetchAgain = "copy the package again, or build it again";

bool hasTwins(const JsonValue::Object& object) {
    std::vector<std::string_view> keys;
    keys.reserve(object.size());
    for (const JsonValue::Member& member : object) {
        keys.emplace_back(member.key);
    }
    std::sort(keys.begin(), keys.end());
    return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

/// Grows a tree from what nlohmann's parser calls out, and stops it at the limits. The names are
/// the parser's.
class TreeBuilder {
public:
    // NOLINTBEGIN(readability-identifier-naming)
    bool null() { return add({}) != nullptr; }
    bool boolean(bool value) { return add({value}) != nullptr; }
    bool number_integer(std::int64_t value) { return add({static_cast<double>(value)}) != nullptr; }
    bool number_unsigned(std::uint64_t value) {
        return add({static_cast<double>(value)}) != nullptr;
    }
    bool number_float(double value, const std::string& /*text*/) { return add({value}) != nullptr; }
    bool string(std::string& value) { return add({std::move(value)}) != nullptr; }
    bool binary(nlohmann::json::binary_t& /*value*/) { return stop("holds binary data"); }
    bool start_object(std::size_t /*size*/) { return open({JsonValue::Object{}}); }
    bool start_array(std::size_t /*size*/) { return open({JsonValue::Array{}}); }
    bool key(std::string& key) {
        std::get<JsonValue::Object>(open_.back()->held).push_back({std::move(key), {}});
        return true;
    }
    bool end_object() {
        if (hasTwins(std::get<JsonValue::Object>(open_.back()->held))) {
            return stop("gives a key twice in the object that ends here");
        }
        open_.pop_back();
        return true;
    }
    bool end_array() {
        open_.pop_back();
        return true;
    }
    bool parse_error(std::size_t position,
                     const std::string& /*token*/,
                     const nlohmann::json::exception& /*error*/) {
        position_ = position;
        return stop("is not JSON");
    }
    // NOLINTEND(readability-identifier-naming)

    [[nodiscard]] JsonValue takeRoot() { return std::move(root_); }
    [[nodiscard]] const std::string& reason() const { return reason_; }
    [[nodiscard]] std::size_t position() const { return position_; } ///< 0 if not known

private:
    bool stop(std::string_view reason) {
        reason_ = reason;
        return false;
    }

    /// Puts a value where it belongs; nullptr at the limit. What is open does not grow until
    /// what is in it is closed, so the pointers stay good.
    JsonValue* add(JsonValue value) {
        if (++count_ > kMaxJsonValues) {
            stop("holds over a million values");
            return nullptr;
        }
        JsonValue* place = &root_;
        if (!open_.empty()) {
            if (auto* array = std::get_if<JsonValue::Array>(&open_.back()->held)) {
                place = &array->emplace_back();
            } else {
                place = &std::get<JsonValue::Object>(open_.back()->held).back().value;
            }
        }
        *place = std::move(value);
        return place;
    }

    bool open(JsonValue value) {
        if (open_.size() >= kMaxJsonDepth) {
            return stop("is nested too deeply");
        }
        JsonValue* place = add(std::move(value));
        if (place != nullptr) {
            open_.push_back(place);
        }
        return place != nullptr;
    }

    JsonValue root_;
    std::vector<JsonValue*> open_;
    std::size_t count_ = 0;
    std::size_t position_ = 0;
    std::string reason_;
};

/// "name:line:column" of the byte before which a parser stopped.
std::string textPlace(std::string_view text, std::string_view name, std::size_t position) {
    const std::string_view before = text.substr(0, position > 0 ? position - 1 : 0);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_start = before.rfind('\n') + 1; // npos + 1 is 0
    return std::string(name) + ":" + std::to_string(line) + ":" +
           std::to_string(before.size() - line_start + 1);
}

bool findPointer(const JsonValue& from, const JsonValue& part, std::string& pointer) {
    if (&from == &part) {
        return true;
    }
    const std::size_t length = pointer.size();
    if (const auto* array = from.as<JsonValue::Array>()) {
        for (std::size_t i = 0; i < array->size(); ++i) {
            pointer += "/" + std::to_string(i);
            if (findPointer((*array)[i], part, pointer)) {
                return true;
            }
            pointer.resize(length);
        }
    } else if (const auto* object = from.as<JsonValue::Object>()) {
        for (const JsonValue::Member& member : *object) {
            pointer += jsonPointerStep(member.key);
            if (findPointer(member.value, part, pointer)) {
                return true;
            }
            pointer.resize(length);
        }
    }
    return false;
}

} // namespace

Result<JsonValue> parseJson(std::string_view text, std::string_view name) {
    if (text.size() > kMaxJsonBytes) {
        return Fault{std::string(name), "is over 16 MB", std::string(kFetchAgain), kNotJson};
    }
    if (text.empty()) {
        return Fault{std::string(name), "is empty", std::string(kFetchAgain), kNotJson};
    }
    TreeBuilder builder;
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
        return builder.takeRoot();
    }
    const std::string place =
        builder.position() > 0 ? textPlace(text, name, builder.position()) : std::string(name);
    return Fault{place, builder.reason(), std::string(kFetchAgain), kNotJson};
}

std::string jsonPointerStep(std::string_view key) {
    std::string step = "/";
    for (const char c : key) {
        if (c == '~') {
            step += "~0";
        } else if (c == '/') {
            step += "~1";
        } else {
            step += c;
        }
    }
    return step;
}

std::string jsonPointer(const JsonValue& root, const JsonValue& part) {
    std::string pointer;
    findPointer(root, part, pointer);
    return pointer;
}

std::string_view jsonKindName(const JsonValue& value) {
    switch (value.held.index()) {
    case 0:
        return "null";
    case 1:
        return "true or false";
    case 2:
        return "a number";
    case 3:
        return "a string";
    case 4:
        return "an array";
    default:
        return "an object";
    }
}

} // namespace vr360
