#include "core/tour/utf8.h"
#include "packager/files/unicode.h"
#include "packager/words/recognize_text.h"
#include "tests/fuzz/fuzz.h"

#include <string>

namespace vr360 {
namespace {

bool isUtf8(std::string_view text) {
    return findInvalidUtf8(text) == std::string_view::npos;
}

void checkText(std::string_view bytes, const RecognizedText& read) {
    require(isUtf8(read.text), "what is recognised is UTF-8");
    require(nfc(read.text) == read.text, "what is recognised is NFC");
    require(read.text.find('\0') == std::string::npos, "what is recognised is text");
    require(!encodingName(read.encoding).empty(), "the encoding has a name");
    const bool marked = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (isUtf8(bytes) && bytes.find('\0') == std::string_view::npos && !marked) {
        const std::string_view bare = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
        require(read.encoding == Encoding::kUtf8, "UTF-8 is taken for UTF-8");
        require(read.text == nfc(bare), "UTF-8 stays as it is");
    }
    if (read.text.starts_with("\xEF\xBB\xBF")) {
        return; // A second byte order mark would be taken for the first.
    }
    const auto again = recognizeText(read.text, "vi", "again");
    require(again.ok() && again->encoding == Encoding::kUtf8 && again->text == read.text,
            "saved as UTF-8 it stays as it is");
}

} // namespace
} // namespace vr360

/// The first byte chooses the language that the text should be in.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace vr360;
    if (size == 0) {
        return 0;
    }
    constexpr std::string_view kLanguages[] = {"vi", "en", "zh", "zh-Hant", "fr"};
    const std::string_view language = kLanguages[data[0] % std::size(kLanguages)];
    const std::string_view bytes = textOf(data + 1, size - 1);
    const auto read = recognizeText(bytes, language, "fuzz");
    if (read) {
        checkText(bytes, *read);
    } else {
        require(read.fault().where.starts_with("fuzz:"), "a fault says where");
        require(!read.fault().what.empty() && !read.fault().cure.empty(),
                "a fault says what is wrong and what to do");
    }
    return 0;
}
