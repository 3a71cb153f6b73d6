#pragma once

#include "core/base/result.h"
#include "packager/words/code_pages.h"

#include <string>
#include <string_view>

namespace vr360 {

/// A text file, whatever encoding its editor's program wrote.
struct RecognizedText {
    std::string text; ///< UTF-8 in NFC, without byte order mark
    Encoding encoding = Encoding::kUtf8;
    std::string doubt; ///< why it may be another encoding; empty where it is plain
};

/// Finds out the encoding: UTF-8 and UTF-16 by their form, with or without a byte order mark; older
/// ones by which of them makes words of a language. What is well-formed UTF-8 is never taken for
/// anything else. `language` is what the text should be in, and decides between equals.
/// Text that makes sense in no encoding is a fault, which names the line. Thread-safe.
Result<RecognizedText>
recognizeText(std::string_view bytes, std::string_view language, std::string_view name);

} // namespace vr360
