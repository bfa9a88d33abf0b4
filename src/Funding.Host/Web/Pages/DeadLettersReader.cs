using System.Globalization;
using Funding.Domain.Ports;
using Funding.Engine.Reading;
using Funding.Host.Notifications.DeadLetters;
using Funding.Host.Notifications.Mail;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Presentation;
using Funding.Host.Reference;

namespace Funding.Host.Web.Pages;

/// <summary>Reads the messages that were given up.</summary>
internal sealed class DeadLettersReader(IDeadLetters letters, ReferenceData reference)
{
    private const int Shown = 50;

    private static string? Told(IQueryCollection query)
        => int.TryParse(query["renvoyes"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? $"{French.Count(count, "message")} à envoyer de nouveau."
            : query["fait"].ToString() switch { "renvoi" => "Le message va être envoyé de nouveau.", "abandon" => "Le message est écarté.", _ => null };

    public async Task<IResult> ReadAsync(IQueryCollection query, CancellationToken cancellation)
    {
        var channel = query["channel"].ToString() is { Length: > 0 } chosen ? chosen : null;
        if (channel is not (null or MailChannel.ChannelName or Webhook.Channel)) return Answers.Unreadable($"« {channel} » n’est pas un canal.");
        var after = query["after"].ToString() is { Length: > 0 } cursor ? cursor : null;
        try
        {
            var page = await letters.ListAsync(new DeadLetterQuery(channel), new PageRequest(Shown, after), cancellation);
            return Answers.Page<DeadLettersPage>(new DeadLettersModel { Channel = channel, Page = page, Zone = reference.MainlandZone(), Told = Told(query) });
        }
        catch (InvalidCursorException)
        {
            return Answers.Unreadable("Cette suite de liste n’en est pas une : revenez au début de la liste.");
        }
    }
}
