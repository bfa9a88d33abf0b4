using Funding.Host.Tests.Acceptance;

namespace Funding.Host.Tests.Marten;

/// <summary>The transcripts once more, on one host of each engine that answer in turn: each goes on with what the other wrote. Cost: seconds each.</summary>
[Collection(PostgresTests.Name)]
public sealed class transcripts_on_two_engines(PostgresFixture postgres)
{
    /// <summary>Those in which everything is read after each act; the others are only played.</summary>
    private static readonly string[] Compared =
    [
        "fir-project-phase.json", "corrections.json", "transformation-and-one-off.json", "envelope-share-and-complement.json", "aci-termination-recorded-late.json", "aci-late-missions.json",
    ];

    public static TheoryData<string> All => Transcripts.All;

    [Fact]
    public void Those_to_be_compared_are_there() => Compared.ShouldAllBe(file => File.Exists(Path.Combine(Transcripts.Folder, file)));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_step_holds_and_both_tell_the_same_at_every_turn(string file)
    {
        var transcript = await Transcripts.ReadAsync(file);
        var clock = transcript["clock"]!.GetValue<string>();
        await using var first = await LiveHost.StartAsync(postgres, clock);
        await using var second = await Engines.OnAsync("Marten", () => first.JoinAsync(clock));
        var both = new BothTell(first, second);

        (await new TranscriptPlayer([first, second], transcript) { AfterEach = Compared.Contains(file) ? both.DifferenceAsync : null }.PlayAsync()).ShouldBeEmpty();

        (await both.DifferenceAsync()).ShouldBeNull();
        both.Told.Count.ShouldBeGreaterThan(12, "or nothing was compared");
        (await first.ScalarAsync<long>("select count(*) from funding.mt_events e left join funding.ledger l using (seq_id) where l is null")).ShouldBe(0);
    }
}
