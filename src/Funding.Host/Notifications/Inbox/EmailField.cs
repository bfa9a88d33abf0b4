using Funding.Host.Api.Bodies;
using Funding.Host.Notifications.Mail;

namespace Funding.Host.Notifications.Inbox;

/// <summary>An e-mail address alone: no name, no list, nothing that could end a header.</summary>
internal sealed class EmailField(string name, string description) : TextField(name, description, 254)
{
    /// <inheritdoc/>
    protected override string? Fault(string text) => MailAddressForm.IsAddress(text) ? null : "Une adresse électronique est attendue, par exemple cpts@ars.sante.fr.";
}
