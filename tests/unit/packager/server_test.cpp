#include "packager/serve/server.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace vr360 {
namespace {

/// A Ctrl-C in the moment of starting once went unheard, and the server ran for ever.
TEST(Server, EndsHoweverSoonAfterItsStart) {
    for (int i = 0; i < 30; ++i) {
        const auto server = Server::start({.package = std::filesystem::temp_directory_path(),
                                           .host = "localhost",
                                           .port = 0,
                                           .port_chosen = true});
        ASSERT_TRUE(server.ok()) << server.fault().what;
        EXPECT_GT((*server)->port(), 0);
    }
}

} // namespace
} // namespace vr360
