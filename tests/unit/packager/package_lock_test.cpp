#include "packager/publish/package_lock.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

class PackageLockTest : public testing::Test {
protected:
    void SetUp() override { fs::remove_all(package_); }
    void TearDown() override { fs::remove_all(package_); }

    fs::path package_ = fs::path(testing::TempDir()) / "package-lock-test";
};

TEST_F(PackageLockTest, OneAtATimeAndNamed) {
    {
        const auto first = PackageLock::take(package_);
        ASSERT_TRUE(first.ok());
        const auto second = PackageLock::take(package_);
        ASSERT_FALSE(second.ok());
        EXPECT_EQ(second.fault().os_error, EAGAIN);
        EXPECT_NE(second.fault().what.find("process " + std::to_string(::getpid()) + " on "),
                  std::string::npos);
    }
    EXPECT_TRUE(PackageLock::take(package_).ok());
    EXPECT_FALSE(fs::exists(package_ / kWorkFolder));
}

TEST_F(PackageLockTest, TheDeadHoldNothing) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = PackageLock::take(package_);
        ::_exit(lock.ok() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
    EXPECT_TRUE(fs::exists(package_ / kWorkFolder / "lock"));
    EXPECT_TRUE(PackageLock::take(package_).ok());
}

TEST_F(PackageLockTest, KeepsUnfinishedWork) {
    {
        const auto lock = PackageLock::take(package_);
        ASSERT_TRUE(lock.ok());
        fs::create_directory(lock->workFolder() / "x.partial");
    }
    EXPECT_TRUE(fs::exists(package_ / kWorkFolder / "x.partial"));
    EXPECT_FALSE(fs::exists(package_ / kWorkFolder / "lock"));
}

} // namespace
} // namespace vr360
