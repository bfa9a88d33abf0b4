using Funding.Domain.Cpts;
using Funding.Engine.Performing;

namespace Funding.Host.Tests.Store;

/// <summary>What a host remembers of the streams it lately acted on.</summary>
public sealed class recent_standings
{
    private readonly ManualTime time = new();

    [Fact]
    public void are_forgotten_after_a_minute_however_often_they_are_used()
    {
        var recent = new RecentStandings(time);
        recent.Keep(Of("cpts-a", version: 1));
        time.Seconds = 40;
        recent.Keep(Of("cpts-a", version: 2));
        recent.Find<CptsState>("cpts-a")!.Version.ShouldBe(2);

        time.Seconds = 60;

        recent.Find<CptsState>("cpts-a").ShouldBeNull();
    }

    [Fact]
    public void are_remembered_anew_after_their_minute()
    {
        var recent = new RecentStandings(time);
        recent.Keep(Of("cpts-a", version: 1));
        time.Seconds = 60;

        recent.Keep(Of("cpts-a", version: 2));

        time.Seconds = 119;
        recent.Find<CptsState>("cpts-a")!.Version.ShouldBe(2);
    }

    [Fact]
    public void make_room_the_longest_remembered_first()
    {
        var recent = new RecentStandings(time);
        recent.Keep(Of("cpts-a", version: 40_000));
        recent.Keep(Of("cpts-b", version: 40_000));
        recent.Keep(Of("cpts-a", version: 40_001));

        recent.Keep(Of("cpts-c", version: 40_000));

        recent.Find<CptsState>("cpts-a").ShouldBeNull();
        recent.Find<CptsState>("cpts-b").ShouldNotBeNull();
        recent.Find<CptsState>("cpts-c").ShouldNotBeNull();
    }

    private static Standing<CptsState> Of(string stream, long version) => Standing.OfCpts(stream) with { Version = version };

    private sealed class ManualTime : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
