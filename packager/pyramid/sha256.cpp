#include "packager/pyramid/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace vr360 {

struct Sha256::Context {
    EVP_MD_CTX* evp = EVP_MD_CTX_new();

    Context() {
        if (evp == nullptr) {
            std::abort();
        }
        start();
    }
    ~Context() { EVP_MD_CTX_free(evp); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    void start() {
        if (EVP_DigestInit_ex(evp, EVP_sha256(), nullptr) != 1) {
            std::abort(); // OpenSSL without SHA-256 cannot write a package
        }
    }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(const void* bytes, std::size_t size) {
    EVP_DigestUpdate(context_->evp, bytes, size);
}

std::string Sha256::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_->evp, digest.data(), &size);
    context_->start();

    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2U * size);
    for (unsigned int i = 0; i < size; ++i) {
        text += kDigits[digest[i] >> 4U];
        text += kDigits[digest[i] & 15U];
    }
    return text;
}

std::string sha256(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes.data(), bytes.size());
    return hash.finish();
}

Result<std::string> sha256File(const std::filesystem::path& file, std::string_view label) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(file.c_str(), "rb"),
                                                                 &std::fclose);
    if (!stream) {
        return Fault{.where = std::string(label),
                     .what = std::string("cannot be opened: ") + std::strerror(errno),
                     .cure = "Check that the file exists and may be read."};
    }
    std::setvbuf(stream.get(), nullptr, _IONBF, 0);
    Sha256 hash;
    std::vector<char> buffer(1U << 18U);
    while (true) {
        const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), stream.get());
        if (got == 0) {
            break;
        }
        hash.add(buffer.data(), got);
    }
    if (std::ferror(stream.get()) != 0) {
        return Fault{.where = std::string(label),
                     .what = std::string("cannot be read: ") + std::strerror(errno),
                     .cure = "Check the disk; copy the file from its origin again."};
    }
    return hash.finish();
}

} // namespace vr360
