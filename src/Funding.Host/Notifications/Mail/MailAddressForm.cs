using System.Net.Mail;

namespace Funding.Host.Notifications.Mail;

/// <summary>The form of an e-mail address.</summary>
internal static class MailAddressForm
{
    private const int Longest = 254;

    /// <summary>Whether a text is one address alone: no name, no list, nothing that could end a header or a command.</summary>
    public static bool IsAddress(string text)
        => text.Length <= Longest && text.All(letter => letter is > ' ' and < '\u007F' and not ('<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\')) && text.Count(letter => letter == '@') == 1
            && MailAddress.TryCreate(text, out var address) && address.Address == text;
}
