namespace Funding.Host.Tests.House;

/// <summary>Unit. What the Dockerfile says; that it builds is for a machine with Docker.</summary>
public class image_file
{
    private static readonly string[] Lines = Repository.Read("Dockerfile").Split('\n');

    /// <summary>The last stage is the image that runs.</summary>
    private static IEnumerable<string> Runtime => Lines[Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

    [Fact]
    public void the_host_does_not_run_as_root() =>
        Runtime.Last(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBeOneOf("USER $APP_UID", "USER app");

    [Fact]
    public void no_instruction_after_USER_goes_back_to_root() =>
        Runtime.Count(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldBe(1);

    [Fact]
    public void the_runtime_has_ICU_and_the_time_zones()
    {
        var from = Runtime.First();
        from.ShouldNotContain("alpine");
        from.ShouldNotContain("chiseled");
        string.Join('\n', Runtime).ShouldContain("test -f /usr/share/zoneinfo/Indian/Mayotte && ls /usr/lib/*/libicui18n.so.*");
        string.Join('\n', Runtime).ShouldContain("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false");
    }

    [Fact]
    public void the_image_says_whether_it_is_healthy() => Runtime.ShouldContain(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));

    [Theory]
    [InlineData(".env")]
    [InlineData(".git")]
    [InlineData("**/bin")]
    [InlineData("**/obj")]
    [InlineData("**/node_modules")]
    public void secrets_and_builds_stay_out_of_it(string pattern) =>
        Repository.Read(".dockerignore").Split('\n').ShouldContain(line => line == pattern);
}
