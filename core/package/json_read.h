#pragma once

#include "core/package/json_value.h"
#include "core/package/tour.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace vr360 {

/// Reads the fields of a document one by one and remembers the first fault, which stays: what is
/// asked after it gives empty values, so that a reader of many fields asks once, at the end.
/// Faults name the document and the JSON pointer. Keys that nobody asks for are ignored: a later
/// version may have added them.
class JsonReader {
public:
    /// Both must outlive the reader.
    JsonReader(const JsonValue& root, std::string_view name) : root_(root), name_(name) {}

    [[nodiscard]] bool failed() const { return fault_.has_value(); }
    [[nodiscard]] const Fault& fault() const { return *fault_; }
    [[nodiscard]] const JsonValue& root() const { return root_; }

    /// `format` and `version` of the document; V202 if they are not for this program.
    void checkHeader(std::string_view format);

    /// A value that must be there (V203; null stands in for it), or that may be (nullptr).
    const JsonValue& need(const JsonValue& object, std::string_view key);
    const JsonValue* find(const JsonValue& object, std::string_view key);

    const JsonValue::Array& items(const JsonValue& value);
    const JsonValue::Object& members(const JsonValue& value);
    const std::string& text(const JsonValue& value);
    double number(const JsonValue& value, double min, double max);
    int integer(const JsonValue& value, int min, int max);
    /// `[first, second]`
    std::pair<double, double> numberPair(const JsonValue& value);

    std::string id(const JsonValue& value);
    std::string path(const JsonValue& value);
    std::string languageTag(const JsonValue& value);
    /// An object from language tag to text, with at least one text.
    LocalizedText localized(const JsonValue& value);
    /// The same for a field that may be absent, then empty.
    LocalizedText optionalLocalized(const JsonValue& object, std::string_view key);
    std::string optionalText(const JsonValue& object, std::string_view key);
    /// Refuses a tag that is none; for the keys of objects by language.
    bool checkLanguage(const JsonValue& value, std::string_view tag);

    /// Refuses a value unless the words are among those allowed.
    void checkOneOf(const JsonValue& value, std::initializer_list<std::string_view> allowed);

    void refuse(const JsonValue& at, int number, std::string what, std::string_view cure = {});
    /// The same for a field that is not there.
    void refuseMissing(const JsonValue& object, std::string_view key);

private:
    void refuseType(const JsonValue& at, std::string_view wanted);
    void refuseAt(const std::string& pointer, int number, std::string what, std::string_view cure);

    const JsonValue& root_;
    std::string_view name_;
    std::optional<Fault> fault_;
};

/// Text from a document for use in a message: in quotes, shortened, without control characters.
std::string inQuotes(std::string_view text);

/// Refuses what was there before. `Ids` must outlive what is put into it.
class UniqueIds {
public:
    /// Adds an id read from `at`; refuses it if it is there already.
    void add(JsonReader& reader, const JsonValue& at, std::string_view id);
    [[nodiscard]] bool contains(std::string_view id) const;

private:
    std::unordered_set<std::string> ids_;
};

} // namespace vr360
