using System.Text.Json;
using Funding.Host.Notifications.Texts;
using Funding.Host.Notifications.Webhooks;
using Funding.Host.Notifications.Webhooks.Sending;
using Npgsql;

namespace Funding.Host.Notifications.DeadLetters;

/// <summary>What a dead letter would say if it were sent now. It may be dead because nobody can say it.</summary>
internal sealed class DeadLetterContents(INoticeTexts texts, CloudEvents bodies, ILogger<DeadLetterContents> log)
{
    /// <summary>Title and text of an e-mail, the body of a webhook's message; null when it cannot be said.</summary>
    public async Task<object?> OfAsync(DeadLetter letter, CancellationToken cancellation)
    {
        try
        {
            if (letter.Channel != Webhook.Channel)
                return letter.NoticeId is { } told && await texts.OfAsync(told, cancellation) is { } text ? new { text.Title, text.Text, text.Link } : null;
            var body = await bodies.OfAsync(letter.Position, letter.NoticeId, letter.HeadSize, cancellation);
            return body is null ? null : JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (Exception failure) when (failure is not (NpgsqlException or OperationCanceledException))
        {
            log.LogWarning(failure, "What dead letter {Delivery} says cannot be told", letter.Id);
            return null;
        }
    }
}
