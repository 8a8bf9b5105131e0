filedesc://a.arc 0.0.0.0 20140216050221 text/plain 14
1 0 Org
URL IP

http://wire.example/ 127.0.0.1 20140216050221 text/html 6
<p>x


