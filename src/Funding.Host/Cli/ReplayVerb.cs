using System.CommandLine;
using Funding.Domain;
using Funding.Domain.Ports;
using Funding.Engine;
using Funding.Engine.Acting;
using Funding.Engine.Reading;
using Funding.Host.Api.Bodies;
using Funding.Host.Hosting;
using Funding.Host.Reference;
using Npgsql;

namespace Funding.Host.Cli;

/// <summary><c>replay CPTS</c>, <c>replay --region CODE</c>: histories event by event, with what each act changed.</summary>
internal static class ReplayVerb
{
    private const int Page = 200;

    private static readonly Argument<string?> Cpts = new("CPTS") { Description = "Identifiant de la CPTS.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Region = new("--region") { Description = "Toutes les CPTS et les enveloppes d'une région, par son code INSEE, au lieu d'une CPTS." };
    private static readonly Option<string?> From = new("--from") { Description = "Depuis cet instant inclus (2024-02-01T08:00:00Z), ou depuis le début de ce jour légal (2024-02-01)." };
    private static readonly Option<string?> To = new("--to") { Description = "Jusqu'à cet instant inclus, ou jusqu'à la fin de ce jour légal." };
    private static readonly Option<DateOnly?> EffectiveOn = new("--effective-on") { Description = "Comme si aucun acte ne prenait effet après ce jour (AAAA-MM-JJ)." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON, avec l'état complet avant et après chaque acte." };

    public static Command Make()
    {
        var command = new Command("replay", "Rejoue l'histoire d'une CPTS ou d'une région, événement par événement : l'état avant et après, et ce que chaque acte a changé en argent.") { Cpts, Region, From, To, EffectiveOn, Json };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Cpts) is { Tokens.Count: > 0 } == result.GetResult(Region) is not null) result.AddError("Donnez une CPTS, ou --region et un code.");
            else if (result.GetValue(Cpts) is { } given && !Guid.TryParseExact(given, "D", out _)) result.AddError($"« {given} » n'est pas l'identifiant d'une CPTS (un UUID).");
            else if (result.GetValue(Region) is { } code && !ReferenceData.Current.IsRegion(code)) result.AddError($"--region : « {code} » n'est pas le code INSEE d'une région.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var region = parsed.GetValue(Region);
            // Legal days are those of the region; of a CPTS they are judged again once its region is known.
            WindowOf(parsed, region);
            await using var session = await VerbSession.OpenAsync(cancellation);
            await WholeLedger.WaitAsync(session.Get<NpgsqlDataSource>(), session.Get<Wakers>(), session.Get<ILoggerFactory>(), cancellation);
            try
            {
                var sheet = parsed.GetValue(Json) ? (IReplaySheet)new ReplayJson(Console.Out, session.Get<RuleSettings>()) : new ReplayTable();
                await RunAsync(session, parsed, region, sheet, cancellation);
                return 0;
            }
            catch (ViewsBehindException)
            {
                throw new CannotRunException("Les vues ne contiennent pas encore tout ce qui était connu à cet instant : réessayez pendant qu'un hôte sert (serve).");
            }
        });
        return command;
    }

    private static async Task RunAsync(VerbSession session, ParseResult parsed, string? region, IReplaySheet sheet, CancellationToken cancellation)
    {
        var (replays, people) = (session.Get<IReplays>(), session.Get<IPeople>());
        var place = region ?? "";
        if (region is not null)
        {
            var window = WindowOf(parsed, region);
            await PagesAsync(page => replays.RegionAsync(region, window, page, cancellation), it => it.Event, people, sheet.Add, cancellation);
        }
        else
        {
            var id = Guid.Parse(parsed.GetValue(Cpts)!);
            var found = await session.Get<IDossiers>().FindAsync(id, Moment.Now, cancellation) ?? throw new CannotRunException($"Aucune CPTS ne porte l'identifiant {id}.");
            place = found.State.RegionCode;
            var window = WindowOf(parsed, place);
            await PagesAsync(page => replays.CptsAsync(id, window, page, cancellation), it => it.Event, people, (it, names) => sheet.Add(it, id, names), cancellation);
        }

        sheet.End(ReferenceData.Current.ZoneOf(place));
    }

    private static async Task PagesAsync<T>(
        Func<PageRequest, Task<Page<T>>> read, Func<T, LoggedEvent> eventOf, IPeople people, Action<T, IReadOnlyDictionary<PersonId, string>> add, CancellationToken cancellation)
    {
        for (var next = new PageRequest(Page); next is not null;)
        {
            var page = await read(next);
            var names = await people.NamesAsync([.. page.Items.Select(it => eventOf(it).Actor).Distinct()], cancellation);
            foreach (var it in page.Items) add(it, names);
            next = page.Next is null ? null : next with { After = page.Next };
        }
    }

    private static ReplayWindow WindowOf(ParseResult parsed, string? region)
    {
        var zone = region is null ? ReferenceData.Current.MainlandZone() : ReferenceData.Current.ZoneOf(region);
        var (from, to) = (At(parsed.GetValue(From))?.First, At(parsed.GetValue(To))?.Last);
        return from > to ? throw new CannotRunException("--to : la fin de la période précède son début.") : new ReplayWindow(from, new Moment(to, parsed.GetValue(EffectiveOn)));

        (DateTimeOffset First, DateTimeOffset Last)? At(string? text)
            => text is null ? null : Forms.ParseInstantOrDay(text, zone) ?? throw new CannotRunException($"« {text} » : {Forms.InstantOrDay}");
    }
}
