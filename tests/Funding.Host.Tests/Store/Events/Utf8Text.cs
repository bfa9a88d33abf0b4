using System.Text;

namespace Funding.Host.Tests.Store.Events;

/// <summary>Texts as the log's reader takes them.</summary>
internal static class Utf8Text
{
    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);
}
