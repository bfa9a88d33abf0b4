using System.CommandLine;
using System.Globalization;
using Funding.Engine.Clocks;
using Funding.Engine.Ledger;
using Funding.Engine.Reading;
using Funding.Host.Api.Bodies;
using Funding.Host.Exporting;

namespace Funding.Host.Cli;

/// <summary>What the verbs of <c>export</c> have in common: the moment, and a file that is there whole or not at all.</summary>
internal static class ExportFiles
{
    public static Option<FileInfo> Out { get; } = new("--out") { Description = "Fichier à écrire.", Required = true };
    public static Option<string?> Region { get; } = new("--region") { Description = "Code INSEE de la région ; toutes par défaut." };
    public static Option<int?> Year { get; } = new("--year") { Description = "Exercice budgétaire ; tous par défaut." };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "Tel que connu à cet instant (RFC 3339, avec son décalage) ; maintenant par défaut." };
    private static readonly Option<string?> EffectiveOn = new("--effective-on") { Description = "Pour les actes datés de ce jour au plus (AAAA-MM-JJ)." };

    /// <summary>A verb that writes a file from the views.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it writes, in French.</param>
    /// <param name="symbols">Its own arguments and options.</param>
    /// <param name="write">Writes to the stream, and gives the exit code with what is told of it.</param>
    public static Command Make(string name, string description, IReadOnlyList<Symbol> symbols, Func<VerbSession, ParseResult, Moment, Stream, CancellationToken, Task<(int Exit, string Told)>> write)
    {
        var command = new Command(name, description) { Out, AsOf, EffectiveOn };
        foreach (var symbol in symbols)
        {
            if (symbol is Option option) command.Options.Add(option);
            else command.Arguments.Add((Argument)symbol);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(AsOf) is { } instant && Forms.ParseInstant(instant) is null) result.AddError($"--as-of : {Forms.Instant}");
            if (result.GetValue(EffectiveOn) is { } day && Forms.ParseDay(day) is null) result.AddError($"--effective-on : {Forms.Day}");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await VerbSession.OpenAsync(cancellation, (services, settings) => services.AddFundingExports(settings));
            await WholeViews.WaitAsync(session, cancellation);
            var asked = new Moment(parsed.GetValue(AsOf) is { } instant ? Forms.ParseInstant(instant) : null, parsed.GetValue(EffectiveOn) is { } day ? Forms.ParseDay(day) : null);
            var moment = await session.Get<DomainClock>().PinAsync(asked, cancellation);
            var file = parsed.GetValue(Out)!.FullName;
            var (exit, told) = await WholeAsync(file, stream => write(session, parsed, moment, stream, cancellation));
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{told} dans {file}, tel que connu au {LedgerInstant.Text(moment.AsOf!.Value)}"));
            return exit;
        });
        return command;
    }

    /// <summary>Writes beside the file and puts it in its place once it is whole.</summary>
    private static async Task<T> WholeAsync<T>(string file, Func<Stream, Task<T>> write)
    {
        var part = file + ".part";
        try
        {
            T told;
            await using (var stream = File.Create(part)) told = await write(stream);
            File.Move(part, file, overwrite: true);
            return told;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
