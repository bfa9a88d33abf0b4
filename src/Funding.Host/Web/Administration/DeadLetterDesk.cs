using System.Text.Json;
using Funding.Domain.Ports;
using Funding.Host.Notifications.DeadLetters;
using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Inputs;

namespace Funding.Host.Web.Administration;

/// <summary>Decides about messages that were given up, as <see cref="DeadLetterApi"/> does.</summary>
internal sealed class DeadLetterDesk(IDeadLetters letters, DeadLetterContents contents, ReferenceData reference, Visitor visitor)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>What is asked of who discards one.</summary>
    public static IReadOnlyList<Input> Inputs { get; } = [new TextInput("reason", "Pourquoi personne n’en a plus besoin", 500) { IsRequired = true }];

    /// <summary>One of them, with its attempts and what it would say.</summary>
    public async Task<IResult> ShowAsync(string id, CancellationToken cancellation)
        => Guid.TryParseExact(id, "D", out var known) ? await ShowAsync(known, null, cancellation) : Answers.Unreadable($"« {id} » n’est pas l’identifiant d’un message.");

    private async Task<IResult> ShowAsync(Guid id, AdminFields? discarding, CancellationToken cancellation)
        => await letters.FindAsync(id, cancellation) is not { } found ? Answers.NotFound()
            : Answers.Page<DeadLetterPage>(new DeadLetterModel
            {
                Letter = found.Letter, Zone = reference.MainlandZone(), Discarding = discarding ?? AdminFields.Of(visitor.Caller, reference),
                Attempts = [.. found.Attempts.Select(it => new AttemptEntry(it.Attempt, it.At, it.Outcome, it.Status, it.Millis, it.Reason))],
                Says = await contents.OfAsync(found.Letter, cancellation) is { } says ? JsonSerializer.Serialize(says, Readable) : null,
            }, discarding is null ? null : StatusCodes.Status422UnprocessableEntity);

    /// <summary>Sends one again.</summary>
    public async Task<IResult> ReplayAsync(Guid id, CancellationToken cancellation)
        => await letters.ReplayAsync(id, visitor.Caller.Person, cancellation) is { } state ? Decided(state) : Answers.NotFound();

    /// <summary>Sends all of a channel again, or of all channels.</summary>
    public async Task<IResult> ReplayAllAsync(PagePost post, CancellationToken cancellation)
    {
        var channel = post.Fields["channel"].ToString() is { Length: > 0 } chosen ? chosen : null;
        var count = await letters.ReplayAsync(new DeadLetterQuery(channel), visitor.Caller.Person, cancellation);
        return AdminPages.Done("/messages-en-echec", ("channel", channel), ("renvoyes", count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Gives one up for good, for a reason.</summary>
    public async Task<IResult> DiscardAsync(Guid id, PagePost post, CancellationToken cancellation)
    {
        var values = FormValues.Read(Inputs, post.Fields);
        var (body, findings) = AdminFields.Read(Inputs, values, DeadLetterApi.Discarding);
        if (findings.Values.Count > 0) return await ShowAsync(id, AdminFields.Of(visitor.Caller, reference, values) with { Faults = findings.Values }, cancellation);
        return await letters.DiscardAsync(id, DeadLetterApi.ReasonOf(body), visitor.Caller.Person, cancellation) is { } state ? Decided(state) : Answers.NotFound();
    }

    private static IResult Decided(DeliveryState state) => AdminPages.Done("/messages-en-echec", ("fait", state == DeliveryState.Discarded ? "abandon" : "renvoi"));
}
