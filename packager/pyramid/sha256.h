#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace vr360 {

/// SHA-256 taken piece by piece. Move-only; one thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(const void* bytes, std::size_t size);
    /// 64 lower-case hexadecimal digits. The object starts anew afterwards.
    [[nodiscard]] std::string finish();

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// Of a file's bytes; `label` names the file in the fault.
Result<std::string> sha256File(const std::filesystem::path& file, std::string_view label);

} // namespace vr360
