using Funding.Engine.Reading;

namespace Funding.Host.Tests.Store;

[Collection(PostgresTests.Name)]
public sealed class lists_of_dossiers(PostgresFixture postgres)
{
    private static readonly PageRequest All = new(200);

    [EngineFact]
    public async Task overlaps_are_those_of_the_moment_asked_about()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await engine.DoAsync(first, ProjectPhase.Registration(first, "Un") with { Communes = ["69123", "69266"], Population = null }, ProjectPhase.Ars);
        await engine.MoveAsync("2024-02-02T08:00:00Z");
        await engine.DoAsync(second, ProjectPhase.Registration(second, "Deux") with { Communes = ["69266"], Population = null }, ProjectPhase.Ars);
        await engine.SettleAsync();

        (await OverlapsAsync(Moment.Now)).ShouldBe([$"{second} Deux 69266"]);
        (await OverlapsAsync(new Moment(engine.Clock.Now))).ShouldBe([$"{second} Deux 69266"]);
        (await OverlapsAsync(new Moment(engine.Clock.Now.AddHours(-1)))).ShouldBeEmpty();
        (await OverlapsAsync(new Moment(EffectiveOn: new(2024, 2, 1)))).ShouldBeEmpty();

        async Task<string[]> OverlapsAsync(Moment moment)
            => [.. (await engine.Get<IDossiers>().FindAsync(first, moment, CancellationToken.None))!.Overlaps.Select(it => $"{it.CptsId} {it.Name} {string.Join(' ', it.Communes)}")];
    }

    [EngineFact]
    public async Task lists_page_without_repeating_or_leaving_out()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        foreach (var i in Enumerable.Range(1, 7)) await engine.BeginAsync($"CPTS {i}");
        await engine.MoveAsync("2024-02-01T08:00:00.123457Z");
        foreach (var i in Enumerable.Range(8, 3)) await engine.BeginAsync($"CPTS {i}");
        await engine.SettleAsync();

        foreach (var moment in new[] { Moment.Now, new Moment(engine.Clock.Now) })
        {
            var whole = (await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, All, CancellationToken.None)).Items.Select(it => it.Id).ToList();
            whole.Count.ShouldBe(10);
            var paged = new List<Guid>();
            string? after = null;
            do
            {
                var page = await engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, new PageRequest(3, after), CancellationToken.None);
                paged.AddRange(page.Items.Select(it => it.Id));
                after = page.Next;
            }
            while (after is not null);
            paged.ShouldBe(whole);
            await Should.ThrowAsync<InvalidCursorException>(() => engine.Get<IDossiers>().ListAsync(new DossierQuery(), moment, new PageRequest(3, "%%%"), CancellationToken.None));
        }
    }

    [EngineFact]
    public async Task a_search_takes_its_text_literally_and_without_accents()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        string[] names = ["CPTS de l'Étang d'Or", "CPTS 100 % santé", "CPTS_sous_ligne", "CPTS Œuvre"];
        foreach (var name in names) await engine.BeginAsync(name);
        await engine.SettleAsync();

        foreach (var moment in new[] { Moment.Now, new Moment(engine.Clock.Now) })
            foreach (var (text, found) in new (string, string[])[]
                     {
                         ("etang", ["CPTS de l'Étang d'Or"]), ("ÉTANG", ["CPTS de l'Étang d'Or"]), ("l'e", ["CPTS de l'Étang d'Or"]), ("%", ["CPTS 100 % santé"]),
                         ("_", ["CPTS_sous_ligne"]), ("œuvre", ["CPTS Œuvre"]), ("sante", ["CPTS 100 % santé"]), ("' or 1=1 --", []), ("\\", []), ("'; drop table funding.dossiers; --", []),
                         ("a\0b", []), ("\ud800", []), ("cpts", ["CPTS 100 % santé", "CPTS de l'Étang d'Or", "CPTS Œuvre", "CPTS_sous_ligne"]),
                     })
                (await engine.Get<IDossiers>().ListAsync(new DossierQuery(Text: text), moment, All, CancellationToken.None)).Items
                    .Select(it => it.Name).Order(StringComparer.Ordinal).ShouldBe(found.Order(StringComparer.Ordinal), $"{text} {moment}");
    }
}
