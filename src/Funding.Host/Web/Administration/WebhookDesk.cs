using Funding.Domain.Refusing;
using Funding.Domain.Rights;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Administering;
using Funding.Host.Notifications.Webhooks.Sending;
using Funding.Host.Notifications.Webhooks.Subscribing;
using Funding.Host.Presentation;
using Funding.Host.Reference;
using Funding.Host.Security;
using Funding.Host.Settings;
using Funding.Host.Web.Acts;
using Funding.Host.Web.Acts.Inputs;
using Funding.Host.Web.Pages;

namespace Funding.Host.Web.Administration;

/// <summary>Subscriptions in the browser: what <see cref="WebhookApi"/> does, by the same services and under the same rights.</summary>
internal sealed class WebhookDesk(Subscriptions subscriptions, WebhooksReader reader, WebhookChannel channel, WebhookSettings settings, ReferenceData reference, Visitor visitor)
{
    /// <summary>What a subscription is asked with.</summary>
    public static IReadOnlyList<Input> Inputs { get; } =
    [
        new TextInput("url", "Adresse du destinataire", WebhookUrl.MaxLength) { IsRequired = true, IsOneLine = true, Help = "Complète, en https ; http vers cette machine seulement." },
        new CodesInput("types", "Types envoyés") { IsRequired = true, Help = "Séparés par des espaces : un nom d’événement (fir_grant_awarded), notice.* ou un genre de notification, ledger-head, ou * pour tout." },
        new ChoiceInput("regionCode", "Région", Regions) { IsRequired = true },
        new TextInput("description", "À quoi il sert", 200),
    ];

    /// <summary>Opens one, and shows its secret this once. Sent twice, the form opens one.</summary>
    public async Task<IResult> OpenAsync(PagePost post, CancellationToken cancellation)
    {
        var values = FormValues.Read(Inputs, post.Fields);
        var (body, findings) = AdminFields.Read(Inputs, values, WebhookFields.All);
        List<Fault> faults = [.. findings.Values, .. WebhookFields.Faults(body, settings, reference)];
        if (faults.Count > 0) return await AgainAsync(faults);
        var asked = WebhookFields.Read(body);
        if (!WebhookEndpoint.IsInScope(visitor.Caller, asked.Region)) return await AgainAsync([new("/regionCode", "Cette région n’est pas de votre périmètre.")]);
        var id = OnceOf(post, "/webhooks");
        var secret = await subscriptions.OpenAsync(id, asked, cancellation) ?? await subscriptions.FirstSecretAsync(id, cancellation);
        return await reader.ShowAsync(id.ToString(), null, model => model with { Told = "L’abonnement est ouvert.", Secret = secret?.Secret }, cancellation: cancellation);

        Task<IResult> AgainAsync(IReadOnlyList<Fault> wrong) => reader.ShowAsync(
            "", null, model => model with { Opening = AdminFields.Of(visitor.Caller, reference, values) with { Faults = wrong } }, StatusCodes.Status422UnprocessableEntity, cancellation);
    }

    /// <summary>Pauses, resumes or closes one, gives it a secret, or tries it.</summary>
    public async Task<IResult> DoAsync(Guid id, string act, PagePost post, CancellationToken cancellation)
    {
        if (await OpenOneAsync(id, cancellation) is not { } webhook) return Answers.NotFound();
        switch (act)
        {
            case "suspension":
                await subscriptions.PauseAsync(id, cancellation);
                break;
            case "reprise":
                await subscriptions.ResumeAsync(id, cancellation);
                break;
            case "cloture":
                await subscriptions.CloseAsync(id, "L'abonnement a été clos.", null, cancellation);
                break;
            case "secret":
                var made = await subscriptions.RotateAsync(id, OnceOf(post, $"/webhooks/{id}/secret"), cancellation);
                return await reader.ShowAsync(id.ToString(), null, model => model with { Told = "L’abonnement a un nouveau secret ; le précédent signe encore quelque temps.", Secret = made?.Secret }, cancellation: cancellation);
            case "essai":
                var (outcome, millis) = await channel.PingAsync(webhook, cancellation);
                var told = $"Message d’essai : {WebhookLabels.Of(outcome, millis)}.{(outcome.Reason is { } why ? $" {why}" : "")}";
                return await reader.ShowAsync(id.ToString(), null, model => model with { Told = told }, cancellation: cancellation);
            default:
                return Answers.NotFound();
        }

        return AdminPages.Done("/webhooks", ("id", id.ToString()), ("fait", act));
    }

    private async Task<Webhook?> OpenOneAsync(Guid id, CancellationToken cancellation)
        => await subscriptions.FindAsync(id, cancellation) is { State: not WebhookState.Closed } found && WebhookEndpoint.IsInScope(visitor.Caller, found.Region) ? found : null;

    /// <summary>The id of what a form makes: the same however often it is sent.</summary>
    private Guid OnceOf(PagePost post, string address)
        => Guid.TryParseExact(post.Fields[SentForm.KeyField], "D", out var key) ? Engine.StableId.Of(visitor.Caller.Person, address, key) : Guid.CreateVersion7();

    private static IEnumerable<Option> Regions(ActSubject subject)
    {
        if (subject.Caller.RegionCode == Caller.Nation) yield return new(Caller.Nation, "France entière");
        foreach (var region in subject.Reference.Regions.Where(it => subject.Caller.Covers(it.Code))) yield return new(region.Code, region.Name);
    }
}
