// What the C and C++ libraries would do on a fatal error is print, which alone would double the
// module (printf, the demangler, the standard streams). The page has a console: hand it the
// message and stop.

#include <cstring>
#include <new>

extern "C" {

__attribute__((import_module("env"), import_name("fatal"))) void
vr360Fatal(const char* text, unsigned size, const char* file, unsigned file_size, int line);

[[noreturn]] void __assert_fail(const char* expression, const char* file, int line, const char*) {
    vr360Fatal(expression,
               static_cast<unsigned>(std::strlen(expression)),
               file,
               static_cast<unsigned>(std::strlen(file)),
               line);
    __builtin_trap();
}

/// libc++abi calls this where it would otherwise throw or terminate.
[[noreturn]] void abort_message(const char* format, ...) {
    vr360Fatal(format, static_cast<unsigned>(std::strlen(format)), "", 0, 0);
    __builtin_trap();
}

} // extern "C"
