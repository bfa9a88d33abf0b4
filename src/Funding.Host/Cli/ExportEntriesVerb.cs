using System.CommandLine;
using Funding.Domain.Cpts;
using Funding.Engine.Naming;
using Funding.Engine.Reading;
using Funding.Host.Api.Bodies;
using Funding.Host.Exporting.Csv;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>export entries</c>: the financial entries.</summary>
internal static class ExportEntriesVerb
{
    private static readonly Option<string?> Source = new("--source") { Description = "fir, aci ou transformation ; toutes par défaut." };
    private static readonly Option<string?> Kind = new("--kind") { Description = "Une nature d'écriture, par exemple paid, ou ce qui s'en calcule, par exemple outstanding ; toutes par défaut." };
    private static readonly Option<Guid?> Cpts = new("--cpts") { Description = "Seulement une CPTS." };
    private static readonly Option<string?> From = new("--from") { Description = "À partir de cette date d'acte (AAAA-MM-JJ)." };
    private static readonly Option<string?> To = new("--to") { Description = "Jusqu'à cette date d'acte (AAAA-MM-JJ)." };

    public static Command Make()
    {
        var command = ExportFiles.Make("entries", "Les écritures financières (CSV), les plus anciennes d'abord.", [ExportFiles.Region, ExportFiles.Year, Source, Kind, Cpts, From, To], async (session, parsed, moment, stream, cancellation) =>
        {
            var query = new EntryQuery(
                parsed.GetValue(ExportFiles.Region), null, WordOf<FundingSource>(parsed.GetValue(Source)), parsed.GetValue(ExportFiles.Year), DayOf(parsed.GetValue(From)), DayOf(parsed.GetValue(To)),
                WordOf<Figure>(parsed.GetValue(Kind)), parsed.GetValue(Cpts), moment);
            var count = await Progress.RunAsync("Écritures", progress
                => CsvOut.WriteAsync(stream, EntryCsv.Header, session.Get<IAudit>().AllEntriesAsync(query, cancellation).Select(EntryCsv.Cells), progress, cancellation));
            return (0, French.Count(count, "écriture"));
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(Source) is { } source && Slug.Parse<FundingSource>(source) is null) result.AddError($"--source : « {source} » est inconnue.");
            if (result.GetValue(Kind) is { } kind && Slug.Parse<Figure>(kind) is null) result.AddError($"--kind : « {kind} » est inconnue.");
            foreach (var option in (Option<string?>[])[From, To])
                if (result.GetValue(option) is { } day && Forms.ParseDay(day) is null) result.AddError($"{option.Name} : {Forms.Day}");
        });
        return command;
    }

    private static T? WordOf<T>(string? word) where T : struct, Enum => word is null ? null : Slug.Parse<T>(word);

    private static DateOnly? DayOf(string? day) => day is null ? null : Forms.ParseDay(day);
}
