#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vr360 {

/// A JSON value as it was written: objects keep their order. Null is std::monostate.
struct JsonValue {
    struct Member;
    using Array = std::vector<JsonValue>;
    using Object = std::vector<Member>;

    std::variant<std::monostate, bool, double, std::string, Array, Object> held;

    template <typename T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&held);
    }
};

struct JsonValue::Member {
    std::string key;
    JsonValue value;
};

/// Beyond these a document is not one of ours, and reading it would cost a viewer its memory.
inline constexpr std::size_t kMaxJsonBytes = std::size_t{16} << 20U;
inline constexpr std::size_t kMaxJsonValues = 1000000;
inline constexpr std::size_t kMaxJsonDepth = 32;

/// Reads a JSON text. Fails (V201) with "name:line:column" where it is none, or beyond the limits,
/// or with a key given twice in one object.
Result<JsonValue> parseJson(std::string_view text, std::string_view name);

/// The JSON pointer (RFC 6901) of `part`, which is a value inside `root`; "" for the root itself.
std::string jsonPointer(const JsonValue& root, const JsonValue& part);

/// "/" and a key, escaped for a JSON pointer.
std::string jsonPointerStep(std::string_view key);

/// What a value is, in words: "a number", "an object", …
std::string_view jsonKindName(const JsonValue& value);

} // namespace vr360
