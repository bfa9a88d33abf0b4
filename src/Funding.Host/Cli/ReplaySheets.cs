using System.Globalization;
using System.Text.Json;
using Funding.Domain;
using Funding.Domain.Cpts;
using Funding.Domain.Views;
using Funding.Engine.Reading;
using Funding.Host.Api.Json;
using Funding.Host.Api.Reads;
using Funding.Host.Presentation;
using Spectre.Console;

namespace Funding.Host.Cli;

/// <summary>What a replay is written on.</summary>
internal interface IReplaySheet
{
    void Add(ReplayItem it, Guid cpts, IReadOnlyDictionary<PersonId, string> names);

    void Add(RegionReplayItem it, IReadOnlyDictionary<PersonId, string> names);

    /// <summary>Nothing follows.</summary>
    void End(TimeZoneInfo zone);
}

/// <summary>The items of the API's answers, written one by one.</summary>
internal sealed class ReplayJson(TextWriter output, RuleSettings rules) : IReplaySheet
{
    private int count;

    public void Add(ReplayItem it, Guid cpts, IReadOnlyDictionary<PersonId, string> names) => Add(new ReplayAnswer(it, cpts, rules, names));

    public void Add(RegionReplayItem it, IReadOnlyDictionary<PersonId, string> names) => Add(new RegionReplayAnswer(it, names));

    public void End(TimeZoneInfo zone) => output.WriteLine(count == 0 ? """{"items":[]}""" : "]}");

    private void Add(EventAnswer answer)
    {
        output.Write(count++ == 0 ? """{"items":[""" : ",");
        output.WriteLine(JsonSerializer.Serialize(answer, answer.GetType(), ApiJson.Options));
    }
}

/// <summary>A table in French, on the terminal or as a text.</summary>
internal sealed class ReplayTable : IReplaySheet
{
    /// <summary>Of a text that is no terminal, in characters.</summary>
    private const int Wide = 200;

    private readonly List<string[]> rows = [];
    private readonly List<LoggedEvent> events = [];

    public void Add(ReplayItem it, Guid cpts, IReadOnlyDictionary<PersonId, string> names)
        => Add(it.Event, names, PhaseOf(it.Before, it.After), it.Step.Entries, OutstandingOf(it.Before), OutstandingOf(it.After));

    public void Add(RegionReplayItem it, IReadOnlyDictionary<PersonId, string> names)
    {
        if (it.Envelope is { } envelope) Add(it.Event, names, $"enveloppe {envelope.Year}", [], envelope.Before.Available, envelope.After.Available);
        else Add(it.Event, names, $"{(it.Step?.After as Dossier)?.Name.Latest} : {PhaseOf(it.Step?.Before as Dossier, it.Step?.After as Dossier)}", it.Step?.Entries ?? [], Of(it.Before), Of(it.After));

        static Money Of(RegionState state) => state.Sources.Values.Total(totals => totals.Outstanding);
    }

    public void End(TimeZoneInfo zone)
    {
        if (rows.Count == 0)
        {
            Console.Out.WriteLine("Aucun événement dans cette période.");
            return;
        }

        var table = new Table().AddColumns("N°", $"Enregistré ({French.NameOf(zone)})", "Date d’effet", "Acte", "Par", "Situation", "Mouvements", "Reste (avant → après)");
        table.Border = TableBorder.Horizontal;
        foreach (var (row, happened) in rows.Zip(events))
            table.AddRow([.. row.Select((cell, i) => new Text(i == 1 ? TimeZoneInfo.ConvertTime(happened.RecordedAt, zone).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture) : cell))]);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected) console.Profile.Width = Wide;
        console.Write(table);
        Console.Out.WriteLine(French.Count(rows.Count, "événement"));
    }

    private void Add(LoggedEvent happened, IReadOnlyDictionary<PersonId, string> names, string situation, IReadOnlyList<Entry> entries, Money before, Money after)
    {
        events.Add(happened);
        rows.Add(
        [
            happened.Position?.ToString(CultureInfo.InvariantCulture) ?? "–", "", happened.EffectiveDate is { } day ? French.Of(day) : "–",
            EventSentences.Of(happened) + (happened.Reference is { } reference ? $" [{reference}]" : ""), Labels.Of(happened.Actor, names.GetValueOrDefault(happened.Actor)), situation,
            string.Join('\n', entries.Select(entry => $"{Labels.Of(entry.Kind)} {French.Moved(entry.Amount)}")), before == after ? French.Of(after) : $"{French.Of(before)} → {French.Of(after)}",
        ]);
    }

    private static string PhaseOf(Dossier? before, Dossier? after)
        => after is null ? "–" : before is null || before.Phase.Name == after.Phase.Name ? Labels.Of(after.Phase.Name) : $"{Labels.Of(before.Phase.Name)} → {Labels.Of(after.Phase.Name)}";

    private static Money OutstandingOf(Dossier? dossier) => dossier is null ? Money.Zero : Totals.Of(dossier.Commitments.Values).Outstanding;
}
