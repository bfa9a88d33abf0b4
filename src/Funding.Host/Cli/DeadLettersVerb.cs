using System.CommandLine;
using System.Text.Json;
using Funding.Domain;
using Funding.Engine.Reading;
using Funding.Host.Api.Json;
using Funding.Host.Hosting;
using Funding.Host.Notifications;
using Funding.Host.Notifications.DeadLetters;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Presentation;

namespace Funding.Host.Cli;

/// <summary><c>dead-letters list|show|replay|discard</c>: messages that were given up.</summary>
internal static class DeadLettersVerb
{
    private const int MostShown = 1000;
    private static readonly Option<string?> Channel = new("--channel") { Description = "Seulement un canal : email ou webhook." };
    private static readonly Option<Guid?> Destination = new("--destination") { Description = "Seulement une destination : l'identifiant d'une adresse ou d'un abonnement." };
    private static readonly Option<int> Most = new("--most") { Description = "Combien au plus, les plus récents d'abord.", DefaultValueFactory = _ => 50 };
    private static readonly Option<bool> All = new("--all") { Description = "Tous ceux que --channel et --destination laissent." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Pourquoi personne n'en a plus besoin.", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };
    private static readonly Argument<Guid> Id = new("ID") { Description = "Identifiant du message." };
    private static readonly Argument<Guid?> MaybeId = new("ID") { Description = "Identifiant du message ; --all pour plusieurs.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Make()
    {
        Channel.AcceptOnlyFromAmong("email", "webhook");
        Most.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostShown) result.AddError($"--most va de 1 à {MostShown}.");
        });
        Reason.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>())) result.AddError("--reason est vide.");
        });
        var replay = Act("replay", "Envoie de nouveau, sous le même identifiant : un message, ou tous ceux demandés.", [MaybeId, All, Channel, Destination], ReplayAsync);
        replay.Validators.Add(result =>
        {
            if (result.GetValue(MaybeId) is null != result.GetValue(All)) result.AddError("Donnez un identifiant, ou --all.");
        });
        return new Command("dead-letters", "Messages en échec : ceux que le registre a renoncé à envoyer.")
        {
            Act("list", "Les liste, les plus récents d'abord.", [Channel, Destination, Most], ListAsync),
            Act("show", "En montre un : ses essais, et ce qu'il dirait.", [Id], ShowAsync),
            replay,
            Act("discard", "Renonce pour de bon à en envoyer un.", [Id, Reason], DiscardAsync),
        };
    }

    private static Command Act(string name, string description, IReadOnlyList<Symbol> symbols, Func<VerbSession, ParseResult, CancellationToken, Task<int>> act)
    {
        var command = new Command(name, description) { Json };
        foreach (var symbol in symbols)
        {
            if (symbol is Option option) command.Options.Add(option);
            else command.Arguments.Add((Argument)symbol);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await VerbSession.OpenAsync(cancellation, (services, settings) => services.AddSingleton(settings).AddFundingNotifications(settings));
            return await act(session, parsed, cancellation);
        });
        return command;
    }

    private static async Task<int> ListAsync(VerbSession session, ParseResult parsed, CancellationToken cancellation)
    {
        var found = await session.Get<IDeadLetters>().ListAsync(QueryOf(parsed), new PageRequest(parsed.GetValue(Most)), cancellation);
        return Tell(parsed, found.Items.Select(DeadLetterAnswers.Of), () =>
        {
            foreach (var it in found.Items)
                Console.Out.WriteLine($"{it.Id}  {French.Of(it.DeadAt, TimeZoneInfo.Utc)}  {it.Channel}  {it.Kind}  {French.Count(it.Attempts, "essai")}  {it.Reason}");
            Console.Out.WriteLine(found.Items.Count == 0 ? "Aucun message en échec." : found.Next is null ? French.Count(found.Items.Count, "message") : $"{French.Count(found.Items.Count, "message")}, et d'autres (--most).");
        });
    }

    private static async Task<int> ShowAsync(VerbSession session, ParseResult parsed, CancellationToken cancellation)
    {
        if (await session.Get<IDeadLetters>().FindAsync(parsed.GetValue(Id), cancellation) is not { } found) throw NotThere();
        var says = await session.Get<DeadLetterContents>().OfAsync(found.Letter, cancellation);
        return Tell(parsed, DeadLetterAnswers.Of(found, says), () =>
        {
            Console.Out.WriteLine($"{found.Letter.Channel}  {found.Letter.Kind}  destination {found.Letter.Destination}  {found.Letter.Reason}");
            foreach (var it in found.Attempts) Console.Out.WriteLine($"essai {it.Attempt}  {French.Of(it.At, TimeZoneInfo.Utc)}  {it.Outcome}  {it.Status}  {it.Reason}");
            Console.Out.WriteLine(says is null ? "Ce qu'il dirait ne peut pas être dit." : Written(says));
        });
    }

    private static async Task<int> ReplayAsync(VerbSession session, ParseResult parsed, CancellationToken cancellation)
    {
        var letters = session.Get<IDeadLetters>();
        if (parsed.GetValue(MaybeId) is { } id) return TellState(parsed, id, await letters.ReplayAsync(id, PersonId.System, cancellation));
        var replayed = await letters.ReplayAsync(QueryOf(parsed), PersonId.System, cancellation);
        return Tell(parsed, new { Replayed = replayed }, () => Console.Out.WriteLine($"{French.Count(replayed, "message")} à envoyer de nouveau."));
    }

    private static async Task<int> DiscardAsync(VerbSession session, ParseResult parsed, CancellationToken cancellation)
        => TellState(parsed, parsed.GetValue(Id), await session.Get<IDeadLetters>().DiscardAsync(parsed.GetValue(Id), parsed.GetValue(Reason)!, PersonId.System, cancellation));

    private static DeadLetterQuery QueryOf(ParseResult parsed) => new(parsed.GetValue(Channel), parsed.GetValue(Destination));

    private static int TellState(ParseResult parsed, Guid id, DeliveryState? now)
    {
        var state = now ?? throw NotThere();
        return Tell(parsed, new { Id = id, State = state }, () => Console.Out.WriteLine(state switch
        {
            DeliveryState.Pending => "Il sera envoyé de nouveau.", DeliveryState.Sent => "Il a été envoyé.", DeliveryState.Discarded => "Il ne sera pas envoyé.", _ => "Il reste en échec.",
        }));
    }

    private static int Tell(ParseResult parsed, object answer, Action inWords)
    {
        if (parsed.GetValue(Json)) Console.Out.WriteLine(Written(answer));
        else inWords();
        return 0;
    }

    private static string Written(object answer) => JsonSerializer.Serialize(answer, ApiJson.Options);

    private static CannotRunException NotThere() => new("Aucun message en échec ne porte cet identifiant.");
}
