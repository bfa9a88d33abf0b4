using System.Net.Mail;
using Funding.Host.Api.Bodies;

namespace Funding.Host.Notifications.Inbox;

/// <summary>An e-mail address alone: no name, no list, nothing that could end a header.</summary>
internal sealed class EmailField(string name, string description) : TextField(name, description, 254)
{
    /// <inheritdoc/>
    protected override string? Fault(string text)
        => text.All(letter => letter is > ' ' and < '\u007F' and not ('<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\')) && text.Count(letter => letter == '@') == 1
            && MailAddress.TryCreate(text, out var address) && address.Address == text ? null
            : "Une adresse électronique est attendue, par exemple cpts@ars.sante.fr.";
}
