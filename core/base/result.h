#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace vr360 {

/// What went wrong, where, and what its reader can do about it. All three are for people:
/// `where` names a file and the place in it, `cure` is an instruction, not an excuse.
struct Fault {
    std::string where;
    std::string what;
    std::string cure;
    int number = 0;   ///< docs/format.md section 7 for package faults (101 for V101), else 0
    int os_error = 0; ///< errno where the system refused to write, else 0
};

/// A value, or the reason there is none. Bad input is a value; nothing throws across core.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::move(value)) {}     // NOLINT(google-explicit-constructor)
    Result(Fault fault) : held_(std::move(fault)) {} // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T& value() const& {
        assert(ok());
        return *std::get_if<0>(&held_);
    }
    [[nodiscard]] T& value() & {
        assert(ok());
        return *std::get_if<0>(&held_);
    }
    [[nodiscard]] T&& value() && {
        assert(ok());
        return std::move(*std::get_if<0>(&held_));
    }
    [[nodiscard]] const Fault& fault() const {
        assert(!ok());
        return *std::get_if<1>(&held_);
    }

    const T* operator->() const { return &value(); }
    const T& operator*() const& { return value(); }

private:
    std::variant<T, Fault> held_;
};

/// The result of something done for its effect.
struct Done {};
using Status = Result<Done>;

} // namespace vr360
