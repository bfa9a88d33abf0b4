using Funding.Domain;
using Funding.Domain.Refusing;
using Funding.Engine.Acting;
using Funding.Engine.Ledger.Heads;
using Funding.Engine.Storage;
using Funding.Host.Ledger.Verifying;
using Funding.Host.Tests.Store;

namespace Funding.Host.Tests.Marten;

/// <summary>Store. A host of each engine act on one database at the same time. Cost: two hosts and some hundred acts.</summary>
[Collection(PostgresTests.Name)]
public sealed class both_engines_at_once(PostgresFixture postgres)
{
    private const int Dossiers = 4;
    private const int Each = 12;

    [Fact]
    public async Task on_the_same_dossiers_lose_nothing_and_break_no_order()
    {
        await using var ours = await TestEngine.StartAsync(postgres);
        await using var theirs = await Engines.OnAsync("Marten", () => ours.JoinAsync(workers: true));
        var cpts = await Task.WhenAll(Enumerable.Range(1, Dossiers).Select(i => ours.BeginAsync($"CPTS {i}")));

        var outcomes = await Task.WhenAll(from id in cpts
                                          from engine in new[] { ours, theirs }
                                          from i in Enumerable.Range(0, Each)
                                          select RenameAsync(engine, id, $"{(engine == ours ? "Ici" : "Là")} {i}"));

        outcomes.Count(outcome => outcome is ActDone).ShouldBe(Dossiers * 2 * Each, "each is judged again until it is stored");
        await ours.SettleAsync(30);
        foreach (var id in cpts)
        {
            var stream = StreamId.OfCpts(id);
            (await ours.TypesAsync(stream)).Count(type => type == "cpts_renamed").ShouldBe(2 * Each);
            (await ours.ScalarAsync<bool>($"select max(version) = count(*) and count(distinct version) = count(*) from funding.mt_events where stream_id = '{stream}'")).ShouldBeTrue("versions have no gap");
            (await ours.ScalarAsync<bool>($"select array_agg(e.version order by l.position) = array_agg(e.version order by e.version) from funding.ledger l join funding.mt_events e using (seq_id) where stream_id = '{stream}'"))
                .ShouldBeTrue("the ledger has them in their order");
            (await ours.ScalarAsync<long>($"select version from funding.dossiers where id = '{id}'")).ShouldBe(2 + (2 * Each));
        }

        (await new DatabaseVerifier(ours.Source, new LedgerFolder("/nowhere")).RunAsync(null, CancellationToken.None)).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task racing_for_one_envelope_grant_no_cent_more_than_it_holds()
    {
        await using var ours = await TestEngine.StartAsync(postgres);
        await using var theirs = await Engines.OnAsync("Marten", () => ours.JoinAsync(workers: true));
        (await ours.TryAsync(ProjectPhase.Envelope(450_000m), ProjectPhase.Admin)).ShouldBeOfType<ActDone>();
        var cpts = await Task.WhenAll(Enumerable.Range(1, 32).Select(i => ours.BeginAsync($"CPTS {i}")));

        var outcomes = await Task.WhenAll(cpts.Select((id, i) => (i % 2 == 0 ? ours : theirs).TryAsync(id, ProjectPhase.Grant("fir-1", 45_000m), ProjectPhase.Ars)));

        outcomes.Count(outcome => outcome is ActDone).ShouldBe(10);
        outcomes.OfType<ActRefused>().Select(refused => refused.Rejection).ShouldBe(Enumerable.Repeat<Rejection>(new EnvelopeExceeded(Money.Euros(45_000m), Money.Zero), 22));
        await ours.SettleAsync(30);
        (await ours.ScalarAsync<long>("select sum(cents)::bigint from funding.entries where kind = 'Committed'")).ShouldBe(45_000_000);
    }

    private static async Task<ActOutcome> RenameAsync(TestEngine engine, Guid cpts, string name)
    {
        var outcome = await engine.TryAsync(cpts, appending_acts.Rename(name), ProjectPhase.Ars);
        while (outcome is ActRefused { Rejection: InProgress }) outcome = await engine.TryAsync(cpts, appending_acts.Rename(name), ProjectPhase.Ars);
        return outcome;
    }
}
