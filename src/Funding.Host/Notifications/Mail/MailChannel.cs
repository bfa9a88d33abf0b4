using Funding.Host.Notifications.Delivering;
using Funding.Host.Notifications.Texts;
using Npgsql;

namespace Funding.Host.Notifications.Mail;

/// <summary>E-mail: one notice to one mailbox.</summary>
internal sealed class MailChannel(MailServer server, NpgsqlDataSource source, INoticeTexts texts, TimeProvider time) : IChannel
{
    /// <summary>Its name in the table of deliveries.</summary>
    public const string ChannelName = "email";

    /// <inheritdoc/>
    public string Name => ChannelName;

    /// <summary>Mail servers count connections.</summary>
    public int AtOnce => 1;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(DueMessage message, CancellationToken cancellation)
    {
        if (await AddressAsync(message.Destination, cancellation) is not { } to) return new SendOutcome(SendOutcomeKind.Gone, "L’adresse a été retirée.");
        if (!MailAddressForm.IsAddress(to)) return new SendOutcome(SendOutcomeKind.Refused, "L’adresse n’en est pas une.");
        var notice = message.NoticeId ?? throw new ArgumentException("Only notices are sent by e-mail.", nameof(message));
        if (await texts.OfAsync(notice, cancellation) is not { } text) return new SendOutcome(SendOutcomeKind.Refused, "L’avis n’existe pas.");
        return await SmtpSession.SendAsync(server, to, MailMessage.Write(message.Id, server, to, text, time.GetUtcNow()), cancellation);
    }

    private async Task<string?> AddressAsync(Guid mailbox, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("select address from funding.mailboxes where id = $1");
        command.Parameters.Add(new() { Value = mailbox });
        return (string?)await command.ExecuteScalarAsync(cancellation);
    }
}
