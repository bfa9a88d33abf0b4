using System.Text.Json.Nodes;
using Funding.Domain.Cpts;
using Funding.Engine.Projecting;
using Funding.Engine.Reading;
using Funding.Engine.Storage;
using static Funding.Engine.Storage.EventRegistry;

namespace Funding.Host.Tests.Store.Events;

/// <summary>An old version in a real log, under a registry of the test: read as the current one, told and sealed as it is stored.</summary>
[Collection(PostgresTests.Name)]
public sealed class old_versions_in_the_log(PostgresFixture postgres)
{
    private const string Stored = """{"title":"CPTS du Val","effectiveDate":"2024-02-01"}""";

    private static readonly EventRegistry Registry = new(
        Event<CptsRegistered>("cpts_registered"), Event<LetterOfIntentAccepted>("letter_of_intent_accepted"), Event<CptsRenamed>("cpts_retitled", TitleBecameName));

    [Fact]
    public async Task a_dossier_is_folded_from_all_its_versions()
    {
        await using var engine = await TestEngine.StartAsync(postgres, workers: false);
        var stream = await LoadAsync(engine, await RetitledAsync(engine));

        ((Dossier)stream.ToCpts()).Name.Latest.ShouldBe("CPTS du Val");
    }

    [Fact]
    public async Task views_are_projected_from_all_versions()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var id = await RetitledAsync(engine);
        await engine.SettleAsync();
        var stored = (await LoadAsync(engine, id)).Events[^1];
        var rows = new ProjectedRows();

        Projection.Project(new Numbered(3, stored.Id, id, null, stored.Type, stored.RecordedAt.UtcDateTime, stored.Data), Registry, rows);

        rows.Facts.ShouldBe([new(3, id, null, "name", new DateOnly(2024, 2, 1), "\"CPTS du Val\"")]);
    }

    [Fact]
    public async Task exports_and_timeline_tell_what_is_stored()
    {
        await using var engine = await TestEngine.StartAsync(postgres);
        var id = await RetitledAsync(engine);
        await engine.SettleAsync();

        var line = await engine.Get<IAudit>().EventsAsync(2, null, null, CancellationToken.None).FirstAsync();
        line.Line.ShouldContain("""
            "data":{"effectiveDate":"2024-02-01","title":"CPTS du Val"}
            """);
        line.Line.ShouldContain("\"type\":\"cpts_retitled\"");
        var item = (await engine.Get<IDossiers>().TimelineAsync(id, Moment.Now, new PageRequest(9), CancellationToken.None)).Items[^1];
        (item.Type, item.Data.GetProperty("title").GetString()).ShouldBe(("cpts_retitled", "CPTS du Val"));
    }

    private static JsonObject TitleBecameName(JsonObject v1) => new() { ["name"] = v1["title"]!.DeepClone(), ["effectiveDate"] = v1["effectiveDate"]!.DeepClone() };

    private static async Task<Guid> RetitledAsync(TestEngine engine)
    {
        var id = await engine.BeginAsync();
        await Writer.AppendAsync(engine.Database.RuntimeConnectionString, StreamId.OfCpts(id), "cpts_retitled", Stored);
        return id;
    }

    private static async Task<LoadedStream> LoadAsync(TestEngine engine, Guid id)
    {
        await using var connection = await engine.Source.OpenConnectionAsync();
        var stream = await Funding.Engine.Storage.StreamReader.LoadAsync(connection, StreamId.OfCpts(id), null, CancellationToken.None);
        return stream with { Events = stream.Events.Select(stored => stored with { Registry = Registry }).ToList() };
    }
}
